import { createMigratedTemplate, startTestServer } from './database-server';

/** Once per run: a server, and on it a migrated database that every test file gets a copy of. */
export default async function setUp(): Promise<void> {
  const server = await startTestServer();
  globalThis.testServer = server;
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_TEMPLATE = await createMigratedTemplate(server.url);
}

declare global {
  var testServer: { url: string; stop(): Promise<void> } | undefined;
}
