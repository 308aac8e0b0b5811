import pg from 'pg';
import { UserFacingError } from './user-facing-error';

/** Left for what is no app process: workers, operator commands, a look with psql. */
const OTHERS = 10;
const DEFAULT_POOL_SIZE = 10;
const SMALLEST_POOL_SIZE = 2;

/**
 * How many connections each of several app processes may have, so that the
 * database has them all: DATABASE_POOL_SIZE, which is refused where it does not
 * fit; without it the default, or less. A pooler has as many as it is asked for.
 *
 * @throws UserFacingError
 */
export async function choosePoolSize(url: string, processes: number): Promise<number> {
  const given = process.env.DATABASE_POOL_SIZE;
  const wanted = given ? Number(given) : DEFAULT_POOL_SIZE;
  const available = await connectionsFor(url);
  const fitting = Math.floor((available - OTHERS) / processes);
  if (wanted <= fitting) return wanted;
  if (!given && fitting >= SMALLEST_POOL_SIZE) return fitting;
  const advice =
    fitting >= SMALLEST_POOL_SIZE ? `set DATABASE_POOL_SIZE to ${fitting} or less` : 'run fewer processes';
  throw new UserFacingError(
    `${processes} processes with ${given ? wanted : SMALLEST_POOL_SIZE} database connections each are too many for this server, which has ${available}, ${OTHERS} of them for other programs: ${advice}, or raise its max_connections.`,
  );
}

/** How many connections the server has for roles like ours. */
async function connectionsFor(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url, application_name: 'qarion-up' });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number; connections: number }>(`
      SELECT pg_backend_pid() AS pid,
             sum(CASE name WHEN 'max_connections' THEN setting::int ELSE -setting::int END)::int AS connections
        FROM pg_settings
       WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')`);
    const [facts] = rows;
    // Who answers is not who we were connected to: a pooler stands between.
    const isPooled = facts?.pid !== backendOf(client);
    return isPooled ? Number.POSITIVE_INFINITY : (facts?.connections ?? 0);
  } finally {
    await client.end();
  }
}

/** The process of the server as it introduced itself, which the driver's types leave out. */
function backendOf(client: pg.Client): unknown {
  return 'processID' in client ? client.processID : undefined;
}
