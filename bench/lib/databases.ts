import { startTestDatabase, type TestDatabase } from '../../tests/support/database-server';
import { withClient } from '../../tests/support/sql';

export type Databases = {
  /** An empty database with every migration, on the one server of this run; returns its URL. */
  create(name: string): Promise<string>;
};

/** Gives some work a server to make databases on; they are gone afterwards. */
export async function withDatabases<T>(work: (databases: Databases) => Promise<T>): Promise<T> {
  const server = await startTestDatabase();
  const made: string[] = [];
  try {
    return await work({ create: (name) => create(server, `qarion_bench_${name}_${process.pid}`, made) });
  } finally {
    await withClient(server.url, async (client) => {
      for (const name of made) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    });
    await server.stop();
  }
}

async function create(server: TestDatabase, name: string, made: string[]): Promise<string> {
  made.push(name);
  await withClient(server.url, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${server.template}`),
  );
  const url = new URL(server.url);
  url.pathname = name;
  return url.href;
}
