import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from './env';
import { Prisma, PrismaClient } from './generated/prisma/client';
import { logger } from './logger';
import { traceStatements } from './tracing/statements';

/** Give up on a connection after this long, so that an absent database is a 503 and not a hang. */
const CONNECT_TIMEOUT_MS = 3_000;
/** No statement of ours takes this long; one that does is ended by the server, or else by us. */
const STATEMENT_TIMEOUT_MS = 10_000;

function connect() {
  const { DATABASE_URL, DATABASE_POOL_SIZE } = env();
  const pool = new pg.Pool({
    connectionString: DATABASE_URL,
    application_name: 'qarion',
    max: DATABASE_POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
    keepAlive: true,
  });
  traceStatements(pool);
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  // The error itself carries the whole connection, so only its words are logged.
  pool.on('error', ({ message }) => logger.warn({ reason: message }, 'an idle database connection broke'));
  // One that breaks while it is in use fails what was asked on it, which is for whoever asked to tell of. The
  // pool does not listen to those it has given out, and an error that nobody hears would be the process's.
  pool.on('connect', (client) => client.on('error', () => undefined));
  // One that comes back in the middle of a transaction, because its end was never answered, is of no use to
  // anybody: it would keep the next who gets it waiting, and again the one after that.
  pool.on('release', (_error, client) => {
    if (client.getTransactionStatus() !== 'I') void client.end();
  });
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) }) };
}

// Next.js may load this module more than once in a process; the connections are one.
const holder = globalThis as typeof globalThis & { qarionDatabase?: ReturnType<typeof connect> };

function shared() {
  holder.qarionDatabase ??= connect();
  return holder.qarionDatabase;
}

/** The Prisma client, connected at first use. Only stores and the seed call it. */
export function db(): PrismaClient {
  return shared().db;
}

/** The connections under the Prisma client, for libraries that speak to PostgreSQL themselves. */
export function pool(): pg.Pool {
  return shared().pool;
}

/** Whether a statement failed because a row like it exists already. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
