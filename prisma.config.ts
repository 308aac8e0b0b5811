import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's CLI would download its native schema engine. Ours answers the same
// protocol with the official WebAssembly build, which npm already installed.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(__dirname, 'scripts/schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/qarion' },
});
