import { startTestDatabase, type TestDatabase } from './database-server';

/** Once per run: a server, and on it a migrated database that every test file gets a copy of. */
export default async function setUp(): Promise<void> {
  const database = await startTestDatabase();
  globalThis.testDatabase = database;
  process.env.TEST_SERVER_URL = database.url;
  process.env.TEST_TEMPLATE = database.template;
}

declare global {
  var testDatabase: TestDatabase | undefined;
}
