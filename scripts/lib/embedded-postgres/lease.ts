import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withFolderLock } from '../../bootstrap/folder-lock.mjs';
import { errorCode, messageOf, UserFacingError } from '../user-facing-error';
import { SOCKET_PORT, SUPERUSER } from './cluster';
import type { Places } from './places';
import { findPostmaster, startPostmaster, stopPostmaster } from './postmaster';

/**
 * The right to use the embedded server. Every process holds one as a *shared*
 * advisory lock; whoever leaves last can take it exclusively and stops the server.
 */
export type Lease = {
  /** Connection string of one of its databases. */
  url(database: string): string;
  /** Resolves when the server went away under us. */
  lost: Promise<void>;
  /** Gives the right back; the last one stops the server. */
  release(): Promise<void>;
};

/** "qarion" on a telephone's keys. */
const LEASE_LOCK = 727_466;
const START_TIMEOUT_MS = 60_000;
/** One that does not stay up is started again after a pause that grows to this. */
const LONGEST_PAUSE_MS = 2_000;
const CANNOT_CONNECT_NOW = '57P03';

/** Attaches to the running server, or starts one; two at once end up on the same. */
export async function acquireLease(places: Places): Promise<Lease> {
  let deadline = Date.now() + START_TIMEOUT_MS;
  let reason = '';
  for (let pauseMs = 0; ; ) {
    if (!findPostmaster(places)) {
      await sleep(pauseMs);
      pauseMs = Math.min(2 * pauseMs + 50, LONGEST_PAUSE_MS);
      reason = (await withFolderLock(places.lockFile, () => startUnlessRunning(places))) ?? reason;
    }
    try {
      return await takeLease(places);
    } catch (error) {
      // It is starting (perhaps recovering from a crash, which takes its time) or stopping.
      if (errorCode(error) === CANNOT_CONNECT_NOW) deadline = Date.now() + START_TIMEOUT_MS;
      if (Date.now() > deadline) {
        throw new UserFacingError(
          `The embedded database did not start: ${reason || messageOf(error)} (its log is ${places.logFile}).`,
          { cause: error },
        );
      }
      await sleep(50);
    }
  }
}

/** Attaches to the server if one answers; never starts one. */
export async function takeLease(places: Places): Promise<Lease> {
  const socketFolder = findPostmaster(places)?.socketFolder ?? places.socketFolder;
  const url = (database: string) =>
    `postgresql://${SUPERUSER}@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(socketFolder)}&port=${SOCKET_PORT}`;
  const client = new pg.Client({ connectionString: url('postgres'), application_name: 'qarion-lease' });
  const lost = new Promise<void>((resolve) => {
    client.on('end', () => resolve());
    client.on('error', () => resolve());
  });
  try {
    await client.connect();
    await client.query(`SELECT pg_advisory_lock_shared(${LEASE_LOCK})`);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return { url, lost, release: () => release(client, places) };
}

async function release(client: pg.Client, places: Places): Promise<void> {
  try {
    await client.query(`SELECT pg_advisory_unlock_shared(${LEASE_LOCK})`);
    const { rows } = await client.query<{ alone: boolean }>(
      `SELECT pg_try_advisory_lock(${LEASE_LOCK}) AS alone`,
    );
    // The exclusive lock is held until the server is down, so nobody gets in between.
    if (rows[0]?.alone) await stopPostmaster(places);
  } catch (error) {
    if (error instanceof UserFacingError) throw error;
    // The server is gone already: nothing to give back.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Returns the reason if the server exited again at once. */
async function startUnlessRunning(places: Places): Promise<string | undefined> {
  if (findPostmaster(places)) return undefined;
  const { earlyExit } = startPostmaster(places);
  return await Promise.race([earlyExit, untilRunning(places)]);
}

/** The pid file is written within milliseconds; the lock may go once others can see it. */
async function untilRunning(places: Places): Promise<undefined> {
  for (let waited = 0; waited < 5000 && !findPostmaster(places); waited += 20) await sleep(20);
  return undefined;
}
