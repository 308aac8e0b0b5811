import 'server-only';
import pg from 'pg';
import { logger } from '../../logger';
import { onShutdown } from '../../shutdown';
import { SOURCE_VARIABLE } from '../schema';
import { createSlots, type Slots } from '../slots';
import { SourceError } from '../source-error';

const MAX_CONNECTIONS = 2;
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_TIMEOUT_MS = 30_000;

/** The connections of one variable, the turns to have one, and how to cut each that runs something. */
export type Connections = {
  config: pg.ClientConfig;
  pool: pg.Pool;
  slots: Slots;
  running: Set<() => void>;
};
type Known = Connections & { url: string };

// Next.js may load this module more than once in a process; the connections are one set.
const holder = globalThis as typeof globalThis & { qarionSourceConnections?: Map<string, Known> };

function known(): Map<string, Known> {
  holder.qarionSourceConnections ??= new Map();
  return holder.qarionSourceConnections;
}

/** Whether the environment holds a connection under this name. */
export function hasConnection(variable: string): boolean {
  return SOURCE_VARIABLE.test(variable) && Boolean(process.env[variable]);
}

/** @throws SourceError `unavailable` when the variable is not set. */
export function connectionsOf(variable: string): Connections {
  const url = hasConnection(variable) ? process.env[variable] : undefined;
  if (!url) {
    throw new SourceError(
      'unavailable',
      `The environment variable ${variable} is not set. Set it to a PostgreSQL URL and restart.`,
    );
  }
  const existing = known().get(variable);
  if (existing?.url === url) return existing;
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: 'qarion-source',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
  const pool = new pg.Pool({
    ...config,
    max: MAX_CONNECTIONS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // The error itself carries the whole connection, so only its words are logged.
  pool.on('error', ({ message }) =>
    logger.warn({ variable, reason: message }, 'an idle source connection broke'),
  );
  const made = { url, config, pool, slots: createSlots(MAX_CONNECTIONS), running: new Set<() => void>() };
  known().set(variable, made);
  return made;
}

/** Ends the statement that a connection which was given up may still be running. */
export async function cancelOnServer({ config }: Connections, processId: number): Promise<void> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_catalog.pg_cancel_backend($1)', [processId]);
  } catch {
    // Its own time limit ends it in any case.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Closes what is idle; what is running is cut. */
export async function endSourceConnections(): Promise<void> {
  const all = [...known().values()];
  known().clear();
  for (const cut of all.flatMap(({ running }) => [...running])) cut();
  await Promise.all(all.map(({ pool }) => pool.end()));
}

onShutdown(endSourceConnections);
