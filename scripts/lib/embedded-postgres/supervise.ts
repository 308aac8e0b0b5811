import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../user-facing-error';
import { acquireLease, type Lease, takeLease } from './lease';
import type { Places } from './places';
import { findPostmaster, hasCrashed } from './postmaster';

const POLL_MS = 250;
const FIRST_PAUSE_MS = 500;
/** So that whatever kept it from starting, it is back within five seconds of being mended. */
const LONGEST_PAUSE_MS = 4_000;
/** After this long without a crash the next pause is short again. */
const CALM_MS = 60_000;

/**
 * Keeps the server available while this process uses it. A server that crashed
 * is started again after a pause that grows; one that an operator stopped in
 * order is left alone, and used again once it is back.
 * @returns a function that ends the watch and gives the lease back
 */
export function superviseLease(
  places: Places,
  first: Lease,
  say: (line: string) => void,
): () => Promise<void> {
  let current: Lease | undefined = first;
  let isEnding = false;
  let pauseMs = FIRST_PAUSE_MS;

  async function watch(lease: Lease): Promise<void> {
    const since = Date.now();
    await lease.lost;
    if (isEnding) return;
    current = undefined;
    if (Date.now() - since > CALM_MS) pauseMs = FIRST_PAUSE_MS;
    const next = await recover();
    if (!next) return;
    if (isEnding) return await next.release();
    current = next;
    say('The database is back.');
    await watch(next);
  }

  async function recover(): Promise<Lease | undefined> {
    for (let isTold = false; !isEnding; await sleep(POLL_MS)) {
      try {
        if (findPostmaster(places)) return await takeLease(places);
        if (hasCrashed(places)) {
          say('The database ended unexpectedly and is being started again.');
          await sleep(pauseMs);
          pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
          return await acquireLease(places);
        }
        if (!isTold)
          say('The database was stopped: until it is started again, requests get 503 and executions wait.');
        isTold = true;
      } catch (error) {
        // On the way down or up; anything that lasts is worth a line.
        if (hasCrashed(places)) say(messageOf(error));
      }
    }
    return undefined;
  }

  void watch(first);
  return async () => {
    isEnding = true;
    await current?.release();
  };
}
