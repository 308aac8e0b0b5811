import path from 'node:path';
import pg from 'pg';
import { acquireLease } from './embedded-postgres/lease';
import { preparePlaces } from './embedded-postgres/places';
import { superviseLease } from './embedded-postgres/supervise';
import { say } from './terminal';
import { errorCode, messageOf, UserFacingError } from './user-facing-error';

/** A database that is there to be used, until it is closed. `place` says where it is, without the password. */
export type OpenDatabase = { url: string; place: string; isEmbedded: boolean; close(): Promise<void> };

const DATABASE_NAME = 'qarion';
const CONNECT_TIMEOUT_MS = 10_000;

/** The server of DATABASE_URL if that is set, else the embedded one below the data folder. */
export async function openDatabase(folder: string): Promise<OpenDatabase> {
  const url = process.env.DATABASE_URL;
  return url ? await openExternal(url) : await openEmbedded(folder);
}

/** Starts the embedded server, or joins the one that runs, and makes sure of the database. */
export async function openEmbedded(folder: string): Promise<OpenDatabase> {
  const places = preparePlaces(folder);
  const lease = await acquireLease(places);
  const close = superviseLease(places, lease, (line) => say(`  ${line}`));
  try {
    await createDatabase(lease.url('postgres'), DATABASE_NAME);
  } catch (error) {
    await close();
    throw error;
  }
  const place = `embedded PostgreSQL in ${path.join(folder, 'postgres')}`;
  return { url: lease.url(DATABASE_NAME), place, isEmbedded: true, close };
}

async function openExternal(url: string): Promise<OpenDatabase> {
  const client = newClient(url);
  try {
    await client.connect();
  } catch (error) {
    throw new UserFacingError(`${describeFailure(url, error)} Check DATABASE_URL.`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
  const place = `database "${client.database}" on ${serverOf(client)}`;
  return { url, place, isEmbedded: false, close: async () => undefined };
}

function newClient(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  } catch (error) {
    throw new UserFacingError(
      'DATABASE_URL is not a connection string like postgresql://user:password@host:5432/database.',
      { cause: error },
    );
  }
}

/** Names host and database, never the password, and leaves the driver's own words out where they could hold it. */
function describeFailure(url: string, error: unknown): string {
  const client = newClient(url);
  const { database, user } = client;
  const server = serverOf(client);
  const code = errorCode(error);
  if (code === '3D000') return `The database "${database}" does not exist on ${server}.`;
  if (code === '28P01' || code === '28000') return `The database server ${server} does not let "${user}" in.`;
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'there is no such host',
    EAI_AGAIN: 'the host name cannot be looked up',
    ENOENT: 'there is no such socket',
    EACCES: 'the socket may not be used',
    ECONNRESET: 'the connection was cut',
  };
  return `The database server ${server} cannot be reached: ${reasons[code ?? ''] ?? 'it does not answer as PostgreSQL does'}.`;
}

function serverOf({ host, port }: pg.Client): string {
  return host.startsWith('/') ? host : `${host}:${port}`;
}

/** Creates a database unless it exists; another process may be doing the same. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount) return;
    const from = template ? ` TEMPLATE ${pg.escapeIdentifier(template)}` : '';
    try {
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}${from}`);
    } catch (error) {
      // Duplicate database, or the unique index behind that check.
      if (!['42P04', '23505'].includes(errorCode(error) ?? '')) throw error;
    }
  });
}

/** Drops a database, cutting whatever connections it still has. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await onServer(serverUrl, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  );
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw new Error(`The database server refused: ${messageOf(error)}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
