import 'server-only';
import { type RateLimiterAbstract, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';
import { logger } from '../logger';

/** Throws the library's result when there is nothing left, and an error when it could not count. */
export type Limiter = Pick<RateLimiterAbstract, 'consume'>;

/** What a request waits for a store before it is counted without one. */
const PATIENCE_MS = 500;
/** While a store is away, one request is sent to look in so many milliseconds; the others do not wait for it. */
const LOOK_EVERY_MS = 1_000;
const COMPLAIN_EVERY_MS = 60_000;

/**
 * Counts in memory whenever a store fails or does not answer in time, so that
 * it cannot stop requests, and goes back to it as soon as it answers.
 */
export function withStandIn(store: RateLimiterAbstract, memory: Limiter): Limiter {
  const asked = new RLWrapperTimeouts({ limiter: store, timeoutMs: PATIENCE_MS });
  let isAway = false;
  let looksAgainAt = 0;
  return {
    async consume(key) {
      const now = performance.now();
      if (isAway && now < looksAgainAt) return await memory.consume(key);
      looksAgainAt = now + LOOK_EVERY_MS;
      try {
        const result = await asked.consume(key);
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

let quietUntil = 0;

/** Once a minute, however many requests find it so. */
function complain(thrown: unknown): void {
  const now = performance.now();
  if (now < quietUntil) return;
  quietUntil = now + COMPLAIN_EVERY_MS;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  logger.warn({ reason }, 'the store for rate limits is away: requests are counted by each process alone');
}
