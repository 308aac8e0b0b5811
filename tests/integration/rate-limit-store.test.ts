import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { pool } from '@/lib/db';
import type { Limiter } from '@/lib/rate-limits/stand-in';
import { postgresLimiter, sharedLimiter } from '@/lib/rate-limits/store';
import { withoutTable } from '../support/rows';

// Set before the environment is read, which is when the first limiter is made.
process.env.QARION_RATE_LIMIT_STORE = 'postgres';

const RULE = { name: 'test', points: 3, seconds: 60 };

const isLet = (limiter: Limiter, key: string) =>
  limiter.consume(key).then(
    () => true,
    (thrown) => {
      if (thrown instanceof RateLimiterRes) return false;
      throw thrown;
    },
  );

async function letThrough(limiter: Limiter, key: string, count: number): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, () => isLet(limiter, key)));
  return answers.filter(Boolean).length;
}

/** What the database has counted of a key. */
async function counted(key: string): Promise<number> {
  return (await postgresLimiter(RULE).get(key))?.consumedPoints ?? 0;
}

describe('the database as the store of limits', () => {
  it('counts what all ask together', async () => {
    const [one, other] = [await sharedLimiter(RULE), await sharedLimiter(RULE)];
    const accepted = await Promise.all([letThrough(one, 'a', 4), letThrough(other, 'a', 4)]);
    expect(accepted[0] + accepted[1]).toBe(3);
  });

  it('that cannot count stops nobody: the same limit is kept in memory, and in the database once it can', async () => {
    const limiter = await sharedLimiter(RULE);
    await withoutTable('rate_limits', async () => {
      expect(await letThrough(limiter, 'b', 5)).toBe(3);
      expect(await letThrough(limiter, 'b', 2)).toBe(0);
    });
    await sleep(1_100);
    expect(await letThrough(limiter, 'c', 2)).toBe(2);
    expect(await counted('c')).toBeGreaterThan(0);
    expect(await counted('b')).toBe(0);
  });

  it('is not blamed for a moment in which the process itself stood still', async () => {
    const limiter = await sharedLimiter(RULE);
    const answer = isLet(limiter, 'e');
    const until = performance.now() + 700;
    while (performance.now() < until);
    expect(await answer).toBe(true);
    expect(await counted('e')).toBe(1);
  });

  it('that does not answer keeps nobody waiting', async () => {
    const limiter = await sharedLimiter(RULE);
    const other = await pool().connect();
    try {
      await other.query('BEGIN');
      await other.query('LOCK TABLE rate_limits');
      const startedAt = performance.now();
      expect(await letThrough(limiter, 'd', 5)).toBe(3);
      for (let i = 0; i < 20; i += 1) expect(await isLet(limiter, 'd')).toBe(false);
      expect(performance.now() - startedAt).toBeLessThan(2_500);
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
  });
});
