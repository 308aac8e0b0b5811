import 'server-only';
import type pg from 'pg';
import { cancelled, type Turn } from '../slots';
import { SourceError, tookTooLong } from '../source-error';
import { type Connections, cancelOnServer, connectionsOf } from './connections';
import { toSourceError } from './faults';
import { IDENTITY, type Identity, isPlatforms } from './identity';

/** The server ends a statement by itself; this much later, so do we. */
const GRACE_MS = 1_000;

/** Roles that may do on the server what no transaction holds back. */
const FORBIDDEN_ROLES = [
  'pg_read_server_files',
  'pg_write_server_files',
  'pg_execute_server_program',
  'pg_signal_backend',
];

export type Session = pg.PoolClient;

/**
 * Lends a connection for reading: the right role on the right database, in a
 * transaction that can only read and does not last. What the work left behind
 * in the session is gone before the next has it, and a connection that was
 * given up is never used again.
 *
 * @throws SourceError
 */
export function withSession<T>(
  variable: string,
  { timeoutMs, signal, maxBytes }: Turn & { maxBytes: number },
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const connections = connectionsOf(variable);
  return connections.slots.run(variable, { timeoutMs, signal }, async () => {
    const session = await connections.pool.connect().catch((error: unknown) => {
      throw toSourceError(error, variable);
    });
    const limits = limit(session, connections.running, { timeoutMs, signal, maxBytes });
    let processId = 0;
    try {
      processId = await begin(session, timeoutMs);
      const result = await work(session);
      // One at a time, for the second may be in no transaction.
      await session.query('ROLLBACK');
      await session.query('DISCARD ALL');
      limits.lift();
      session.release();
      return result;
    } catch (error) {
      limits.lift();
      const reason = limits.exceeded() ?? toSourceError(error, variable);
      // Also after an ordinary fault: a new connection costs less than a doubt about an old one.
      session.release(true);
      if (limits.exceeded() && processId > 0) await cancelOnServer(connections, processId);
      throw reason;
    }
  });
}

/** Cuts the connection when the work takes too long, too much or is no longer wanted. */
function limit(
  session: Session,
  running: Connections['running'],
  { timeoutMs, signal, maxBytes }: Turn & { maxBytes: number },
) {
  const { stream } = session.connection;
  let reason: SourceError | undefined;
  let bytes = 0;
  const cut = (error: SourceError) => {
    reason ??= error;
    stream.destroy(error);
  };
  // Counted as it comes in: one value may be larger than all memory.
  const count = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      cut(tooLarge());
      return;
    }
    // A fast server could fill turn after turn; between two pieces everything else has its own.
    stream.pause();
    setImmediate(() => stream.resume());
  };
  const giveUp = () => cut(cancelled());
  const timer = setTimeout(() => cut(tookTooLong(timeoutMs)), timeoutMs + GRACE_MS);
  // While nobody waits on it, an error of the connection would end the process.
  const ignore = () => undefined;
  session.on('error', ignore);
  stream.on('data', count);
  running.add(giveUp);
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  return {
    exceeded: () => reason,
    lift: () => {
      clearTimeout(timer);
      running.delete(giveUp);
      signal?.removeEventListener('abort', giveUp);
      stream.removeListener('data', count);
      session.removeListener('error', ignore);
    },
  };
}

function tooLarge(): SourceError {
  return new SourceError(
    'too_large',
    'The result is too large. Select fewer columns or rows, or a number about them.',
  );
}

/** Refuses what must not be read with, then begins to read. Says which process of the server it is. */
async function begin(session: Session, timeoutMs: number): Promise<number> {
  await session.query(
    `SET default_transaction_read_only = on; BEGIN READ ONLY;
     SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)};
     SET LOCAL lock_timeout = ${Math.ceil(Math.min(timeoutMs, 5_000))};
     SET LOCAL idle_in_transaction_session_timeout = ${Math.ceil(timeoutMs) + 10_000};
     SET LOCAL standard_conforming_strings = on;
     SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'iso_8601'; SET LOCAL timezone = 'UTC';`,
  );
  const { rows } = await session.query<Facts>(FACTS, [FORBIDDEN_ROLES]);
  const [facts] = rows;
  if (!facts) throw new SourceError('unavailable', 'The database did not say who we are to it.');
  if (facts.power !== null) {
    throw new SourceError(
      'refused',
      `The role ${facts.role} is, or may become, ${facts.power}, which may do more than read. Make a role that may only read the tables needed, and put it into the variable of this source.`,
    );
  }
  if (await isPlatforms(session, facts)) {
    throw new SourceError(
      'refused',
      'This source is the database that this platform keeps its own accounts in. Name another database.',
    );
  }
  return facts.processId;
}

type Facts = Identity & {
  processId: number;
  role: string;
  power: string | null;
};

const FACTS = `
  SELECT ${IDENTITY},
    pg_catalog.pg_backend_pid() AS "processId",
    session_user::text AS role,
    (SELECT CASE WHEN rolsuper THEN 'a superuser' WHEN rolreplication THEN 'a role for replication' ELSE rolname::text END
     FROM pg_catalog.pg_roles
     WHERE (rolsuper OR rolreplication OR rolname = ANY ($1::text[])) AND pg_catalog.pg_has_role(session_user, oid, 'MEMBER')
     ORDER BY rolsuper DESC, rolreplication DESC LIMIT 1) AS power`;
