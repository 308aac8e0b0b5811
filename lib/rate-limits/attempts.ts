import 'server-only';
import { type RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors/app-error';
import { postgresLimiter } from './store';

const WINDOW_SECONDS = 15 * 60;

/** By whom or from where somebody tries, each as the text it is counted under. */
type Keys<Kind extends string> = Partial<Record<Kind, string>>;

/** Limits on tries, for all processes together: so many of each kind in a quarter of an hour. */
export function attemptLimits<Kind extends string>(name: string, tries: Record<Kind, number>) {
  const made = new Map<string, RateLimiterPostgres>();

  function limit(kind: string): RateLimiterPostgres {
    const limiter =
      made.get(kind) ??
      postgresLimiter({ name: `${name}:${kind}`, points: tries[kind as Kind], seconds: WINDOW_SECONDS });
    made.set(kind, limiter);
    return limiter;
  }

  return {
    /**
     * Counts a try, in the order the keys are named: who is refused by one uses up none of the next.
     *
     * @param what Begins the sentence of a refusal: "Too many sign-in attempts".
     * @throws AppError `too_many_attempts`
     */
    async count(keys: Keys<Kind>, what: string): Promise<void> {
      try {
        for (const [kind, key] of entriesOf(keys)) await limit(kind).consume(key);
      } catch (error) {
        throw error instanceof RateLimiterRes ? refusal(what, error.msBeforeNext) : error;
      }
    },

    /** Takes a counted try back. */
    async uncount(keys: Keys<Kind>): Promise<void> {
      for (const [kind, key] of entriesOf(keys)) await limit(kind).reward(key);
    },

    /** Starts afresh. */
    async forget(keys: Keys<Kind>): Promise<void> {
      for (const [kind, key] of entriesOf(keys)) await limit(kind).delete(key);
    },
  };
}

function entriesOf(keys: Keys<string>): [kind: string, key: string][] {
  return Object.entries(keys).flatMap(([kind, key]) => (key === undefined ? [] : [[kind, key]]));
}

function refusal(what: string, msBeforeNext: number): AppError {
  const minutes = Math.ceil(msBeforeNext / 60_000);
  return new AppError('too_many_attempts', {
    detail: `${what}. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    retryAfterSeconds: Math.ceil(msBeforeNext / 1000),
  });
}
