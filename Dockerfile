# The app as a container image. One image serves, runs executions and migrates:
#   node scripts/server.mjs          answers requests (the default)
#   node scripts/cluster.mjs         the same in QARION_PROCESSES processes
#   node scripts/tasks/worker.mjs    runs executions and does nothing else
#   node scripts/tasks/migrate.mjs   brings the database up to date and ends
#   node scripts/tasks/user.mjs      makes and mends accounts; key.mjs makes keys
# compose.yaml puts them together.

FROM node:20-bookworm-slim AS build
WORKDIR /app
# What the packages depend on comes first, so that they are installed again only when that changes.
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/schema.prisma prisma/
COPY scripts/schema-engine.mjs scripts/
COPY scripts/bootstrap scripts/bootstrap
RUN node -e "import('./scripts/bootstrap/prepare.mjs').then(({ prepare }) => prepare())"
COPY . .
RUN node scripts/run.mjs standalone

FROM node:20-bookworm-slim
WORKDIR /app
COPY --from=build /app/dist/standalone ./
# The one folder that is written to, by the account that everything runs as: "node" in this image.
COPY --from=build --chown=1000:1000 /app/dist/standalone/data data
ENV NODE_ENV=production \
    QARION_HOST=0.0.0.0 \
    PORT=3000 \
    QARION_DATA_DIR=data \
    QARION_FILES_DIR=data/files
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/server.mjs"]
