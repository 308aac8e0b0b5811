import 'server-only';
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { logger } from '../logger';

/** Throws the library's result when there is nothing left, and an error when it could not count. */
export type Limiter = Pick<RateLimiterAbstract, 'consume'>;

/** What a request waits for a store before it is counted without one: 500 ms, in steps. */
const STEP_MS = 50;
const STEPS = 10;
/** While a store is away, one request is sent to look in so many milliseconds; the others do not wait for it. */
const LOOK_EVERY_MS = 1_000;
const COMPLAIN_EVERY_MS = 60_000;

/**
 * Counts in memory whenever a store fails or does not answer in time, so that
 * it cannot stop requests, and goes back to it as soon as it answers.
 */
export function withStandIn(store: RateLimiterAbstract, memory: Limiter): Limiter {
  let isAway = false;
  let looksAgainAt = 0;
  return {
    async consume(key) {
      const now = performance.now();
      if (isAway && now < looksAgainAt) return await memory.consume(key);
      looksAgainAt = now + LOOK_EVERY_MS;
      try {
        const result = await inTime(store.consume(key));
        isAway = false;
        return result;
      } catch (thrown) {
        isAway = !(thrown instanceof RateLimiterRes);
        if (!isAway) throw thrown;
        complain(thrown);
        return await memory.consume(key);
      }
    },
  };
}

/**
 * Fails when there is no answer in time. A process that stands still for a
 * moment, as each does at its first requests, makes one step of it, so that it
 * does not blame the store for answers it had no time to read.
 */
function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let steps = 0;
    const timer = setInterval(() => {
      steps += 1;
      if (steps === STEPS) settle(() => reject(new Error(`no answer within ${STEPS * STEP_MS} ms`)));
    }, STEP_MS);
    const settle = (how: () => void) => {
      clearInterval(timer);
      how();
    };
    answer.then(
      (result) => settle(() => resolve(result)),
      (error) => settle(() => reject(error)),
    );
  });
}

let quietUntil = 0;

/** Once a minute, however many requests find it so. */
function complain(thrown: unknown): void {
  const now = performance.now();
  if (now < quietUntil) return;
  quietUntil = now + COMPLAIN_EVERY_MS;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  logger.warn({ reason }, 'the store for rate limits is away: requests are counted by each process alone');
}
