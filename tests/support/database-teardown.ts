import { withClient } from './sql';

/** Leaves the server as it was found. */
export default async function tearDown(): Promise<void> {
  const { TEST_SERVER_URL: url, TEST_TEMPLATE: template } = process.env;
  if (url && template) {
    await withClient(url, (client) => client.query(`DROP DATABASE IF EXISTS ${template} WITH (FORCE)`));
  }
  await globalThis.testServer?.stop();
}
