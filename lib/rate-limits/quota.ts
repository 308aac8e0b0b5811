import 'server-only';
import { RateLimiterRes } from 'rate-limiter-flexible';
import type { ActorKey } from '../actor';
import type { Tier } from '../tiers';
import { areLimitsOn, limitsOf } from './limits';
import type { Limiter } from './stand-in';
import { sharedLimiter } from './store';

/** What a key may ask for in a minute and in an hour, each counted from the first request in it. */
const WINDOWS = { minute: 60, hour: 60 * 60 } as const;
type Window = keyof typeof WINDOWS;

/** What is left to a key, in whichever of its windows has less. */
export type Quota = {
  limit: number;
  per: Window;
  remaining: number;
  /** Until the window ends and everything is there again. */
  msLeft: number;
  isExceeded: boolean;
};

const limiters = new Map<string, Promise<Limiter>>();

/**
 * Counts one request of a key against what its tier allows. One that the minute
 * refuses uses up nothing of the hour.
 * @returns null where limits are switched off
 */
export async function takeFromQuota({ id, tier }: ActorKey): Promise<Quota | null> {
  if (!areLimitsOn()) return null;
  const minute = await count(id, tier, 'minute');
  if (minute.isExceeded) return minute;
  const hour = await count(id, tier, 'hour');
  return hour.isExceeded || hour.remaining < minute.remaining ? hour : minute;
}

async function count(id: string, tier: Tier, per: Window): Promise<Quota> {
  const limit = limitsOf(tier)[per];
  const { result, isExceeded } = await consume(await limiterOf(tier, per, limit), id);
  return { limit, per, remaining: result.remainingPoints, msLeft: result.msBeforeNext, isExceeded };
}

async function consume(limiter: Limiter, id: string) {
  try {
    return { result: await limiter.consume(id), isExceeded: false };
  } catch (thrown) {
    if (thrown instanceof RateLimiterRes) return { result: thrown, isExceeded: true };
    throw thrown;
  }
}

/** A key that changes its tier begins afresh, because each tier counts for itself. */
function limiterOf(tier: Tier, per: Window, points: number): Promise<Limiter> {
  const name = `key:${tier}:${per}`;
  const limiter = limiters.get(name) ?? sharedLimiter({ name, points, seconds: WINDOWS[per] });
  limiters.set(name, limiter);
  return limiter;
}
