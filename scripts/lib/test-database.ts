import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { createDatabase, dropDatabase, openEmbedded } from './database';
import { migrate } from './migrate';

/** A PostgreSQL server for tests: `url` names its maintenance database. */
export type TestServer = { url: string; stop(): Promise<void> };

/** The server of DATABASE_URL, whose own database is left alone; else an embedded one apart from the real data. */
export async function startTestServer(): Promise<TestServer> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: async () => undefined };
  const folder = path.join(PROJECT_ROOT, '.data/test');
  mkdirSync(folder, { recursive: true });
  const database = await openEmbedded(folder);
  const url = new URL(database.url);
  url.pathname = '/postgres';
  return { url: url.href, stop: database.close };
}

/**
 * Makes a database with every migration and nobody connected, for test files to
 * take copies of: `CREATE DATABASE … TEMPLATE …`.
 */
export async function createMigratedTemplate(
  serverUrl: string,
): Promise<{ name: string; drop(): Promise<void> }> {
  const name = `qarion_test_template_${randomBytes(8).toString('hex')}`;
  await createDatabase(serverUrl, name);
  const drop = () => dropDatabase(serverUrl, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    await migrate(url.href);
  } catch (error) {
    await drop();
    throw error;
  }
  return { name, drop };
}
