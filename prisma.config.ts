import path from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma's CLI would download its native schema engine. Ours answers the same
// protocol with the official WebAssembly build, which npm already installed.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(__dirname, 'scripts/schema-engine.mjs');

// Without DATABASE_URL, the embedded database of a running `npm run up` or `npm run dev`.
const embedded = `postgresql://postgres@localhost/qarion?host=${encodeURIComponent(path.resolve(__dirname, '.data/postgres'))}`;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL || embedded },
});
