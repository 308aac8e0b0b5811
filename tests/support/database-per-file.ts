import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db';
import { withClient } from './sql';

/**
 * Gives the test file a database of its own, so that files can run at the same
 * time and none sees another's rows.
 */
const { TEST_SERVER_URL: server = '', TEST_TEMPLATE: template = '' } = process.env;
const name = `qarion_test_${randomBytes(8).toString('hex')}`;
const url = new URL(server);
url.pathname = name;
// Set before anything connects: the environment is read once, at first use.
process.env.DATABASE_URL = url.href;

beforeAll(async () => {
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
}, 60_000);

afterAll(async () => {
  // As a process that stops does; else it would be tried for ever.
  const { flushRequestCounts } = await import('@/lib/api-keys/usage/request-counts');
  await flushRequestCounts();
  await db().$disconnect();
  await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
}, 60_000);
