import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type AppProcess, startAppProcess } from '../../support/app-process';
import { DatabaseProxy } from '../../support/database-proxy';
import { withClient } from '../../support/sql';
import { searchWorld } from './leaks';
import { SESSION_SECRET } from './people';

export type Sql = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** The built application on an empty, migrated database of its own. */
export type World = {
  origin: string;
  app: AppProcess;
  /** Stands between the two and can cut the connection. */
  database: DatabaseProxy;
  sql: Sql;
  /** The folder below which sources of files are. */
  files: string;
  /** Ends it, and fails if a secret is left in its log or its database. */
  stop(): Promise<void>;
};

export async function startWorld(env: Record<string, string> = {}): Promise<World> {
  const { TEST_SERVER_URL: server = '', TEST_TEMPLATE: template = '' } = process.env;
  const name = `qarion_test_${randomBytes(8).toString('hex')}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(server);
  url.pathname = name;
  const database = await DatabaseProxy.start(url.href);
  const files = mkdtempSync(path.join(tmpdir(), 'qarion-files-'));
  const app = await startAppProcess(database.url, {
    NEXTAUTH_SECRET: SESSION_SECRET,
    QARION_FILES_DIR: files,
    ...env,
  });
  const sql: Sql = (text, values = []) =>
    withClient(url.href, async (client) => (await client.query(text, values)).rows);
  return {
    origin: app.origin,
    app,
    database,
    sql,
    files,
    async stop() {
      await app.stop();
      rmSync(files, { recursive: true, force: true });
      const leaks = await searchWorld({ app, sql });
      await database.stop();
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      if (leaks.length > 0) throw new Error(`After the run there is ${leaks.join(', ')}.`);
    },
  };
}
