import { randomBytes } from 'node:crypto';
import type { SourceTarget } from '@/lib/sources/schema';
import { withClient } from './sql';

/** A database for a source, and who may read it. */
export type SourceDatabase = {
  /** As the role that may only read. */
  reader: SourceTarget;
  /** The same database, as somebody else. */
  as(url: string): SourceTarget;
  urlFor(user: string, password: string): string;
  adminUrl: string;
  role: string;
  password: string;
  drop(): Promise<void>;
};

let variables = 0;

/** A source that reads from a URL. */
export function sourceOf(url: string): SourceTarget {
  variables += 1;
  const location = `QARION_SOURCE_TEST_${variables}`;
  process.env[location] = url;
  return { kind: 'postgres', location };
}

/** Makes a second database on the server of the tests, with a role of its own: both are shared by all, so their names are random. */
export async function makeSourceDatabase(setUp: string): Promise<SourceDatabase> {
  const { TEST_SERVER_URL: server = '' } = process.env;
  const name = `qarion_source_${randomBytes(8).toString('hex')}`;
  const role = `qarion_reader_${randomBytes(8).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  const adminUrl = new URL(server);
  adminUrl.pathname = name;
  await withClient(server, async (client) => {
    await client.query(`CREATE DATABASE ${name}`);
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${password}'`);
  });
  await withClient(adminUrl.href, (client) => client.query(setUp.replaceAll('%reader%', role)));
  const urlFor = (user: string, secret: string) => {
    const url = new URL(adminUrl);
    url.username = user;
    url.password = secret;
    return url.href;
  };
  return {
    reader: sourceOf(urlFor(role, password)),
    as: sourceOf,
    urlFor,
    adminUrl: adminUrl.href,
    role,
    password,
    drop: () =>
      withClient(server, async (client) => {
        await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await client.query(`DROP ROLE ${role}`);
      }),
  };
}
