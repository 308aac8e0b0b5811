import { randomBytes } from 'node:crypto';
import { type AppProcess, startAppProcess } from '../../support/app-process';
import { DatabaseProxy } from '../../support/database-proxy';
import { withClient } from '../../support/sql';
import { SESSION_SECRET } from './people';

export type Sql = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** The built application on an empty, migrated database of its own. */
export type World = {
  origin: string;
  app: AppProcess;
  /** Stands between the two and can cut the connection. */
  database: DatabaseProxy;
  sql: Sql;
  stop(): Promise<void>;
};

export async function startWorld(): Promise<World> {
  const { TEST_SERVER_URL: server = '', TEST_TEMPLATE: template = '' } = process.env;
  const name = `qarion_test_${randomBytes(8).toString('hex')}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const url = new URL(server);
  url.pathname = name;
  const database = await DatabaseProxy.start(url.href);
  const app = await startAppProcess(database.url, { NEXTAUTH_SECRET: SESSION_SECRET });
  return {
    origin: app.origin,
    app,
    database,
    sql: (text, values = []) =>
      withClient(url.href, async (client) => (await client.query(text, values)).rows),
    async stop() {
      await app.stop();
      await database.stop();
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
