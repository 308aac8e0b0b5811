import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withClient } from './sql';

const FALLBACK_URL = 'postgresql://postgres@127.0.0.1:5599/postgres';

/** The PostgreSQL the tests run against: the one `DATABASE_URL` names. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
  return { url: process.env.DATABASE_URL || FALLBACK_URL, stop: async () => undefined };
}

/** @returns The name of a new database that has every migration and no connection, to be copied from. */
export async function createMigratedTemplate(url: string): Promise<string> {
  const name = `qarion_test_template_${process.pid}_${Date.now()}`;
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const template = new URL(url);
  template.pathname = name;
  await withClient(template.href, async (client) => {
    await client.query(
      'CREATE TABLE _prisma_migrations (id TEXT PRIMARY KEY, checksum TEXT NOT NULL, finished_at TIMESTAMPTZ, migration_name TEXT NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)',
    );
    const root = path.resolve('prisma/migrations');
    for (const folder of readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      await client.query(readFileSync(path.join(root, folder.name, 'migration.sql'), 'utf8'));
      await client.query(
        "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ($1, '', $1, now())",
        [folder.name],
      );
    }
  });
  return name;
}
