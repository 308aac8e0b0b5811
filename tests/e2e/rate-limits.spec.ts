import { expect, test } from '@playwright/test';
import { generateSecret } from '../../lib/api-keys/token';
import { type AppProcess, startAppProcess } from '../support/app-process';
import { type RedisServer, startRedis } from '../support/redis-server';
import { type ApiWorld, startApiWorld } from './support/api-world';
import { bearer } from './support/key-page';
import { SESSION_SECRET } from './support/people';

/** Limits as they hold on the built application, in two processes on one database. */

const LIMITS = { QARION_RATE_LIMIT: 'on', QARION_RATE_LIMIT_STANDARD: '20/minute 1000/hour' };

async function withTwo(
  settings: Record<string, string>,
  use: (world: ApiWorld, processes: AppProcess[]) => Promise<void>,
): Promise<void> {
  const env = { ...LIMITS, ...settings, QARION_WORKER: 'off', NEXTAUTH_SECRET: SESSION_SECRET };
  const world = await startApiWorld(env);
  const second = await startAppProcess(world.database.url, env);
  try {
    await use(world, [world.app, second]);
  } finally {
    await second.stop();
    await world.stop();
  }
}

/** The same, with a Redis that is gone afterwards; skipped where there is none. */
async function withTwoOnRedis(
  use: (redis: RedisServer, world: ApiWorld, processes: AppProcess[]) => Promise<void>,
): Promise<void> {
  const redis = await startRedis();
  test.skip(redis === null, 'There is no redis-server here.');
  if (!redis) return;
  try {
    await withTwo({ REDIS_URL: redis.url }, (world, processes) => use(redis, world, processes));
  } finally {
    await redis.stop();
  }
}

const statusOf = async (origin: string, authorization?: string) =>
  (await fetch(`${origin}/api/users/me`, { headers: authorization ? { authorization } : {} })).status;

/** How each of so many requests ended that went to the processes in turn. */
async function ask(processes: AppProcess[], secret: string, count: number): Promise<Record<number, number>> {
  const statuses = await Promise.all(
    Array.from({ length: count }, (_, i) =>
      statusOf(processes[i % processes.length]?.origin ?? '', bearer(secret).Authorization),
    ),
  );
  return Object.fromEntries([...new Set(statuses)].map((s) => [s, statuses.filter((x) => x === s).length]));
}

test('two processes that count in the database let exactly the limit through together', async () => {
  await withTwo({ QARION_RATE_LIMIT_STORE: 'postgres' }, async ({ keys }, processes) => {
    // The first of each process, which opens its connections, is not asked with all the others at once.
    expect(await ask(processes, keys.good, 2)).toEqual({ 200: 2 });
    expect(await ask(processes, keys.good, 28)).toEqual({ 200: 18, 429: 10 });
    expect(await ask(processes, keys.other, 30)).toEqual({ 200: 20, 429: 10 });
    expect(await ask(processes, keys.revoked, 4)).toEqual({ 401: 4 });
  });
});

test('two processes that count in Redis do too; without it they go on and count alone, and come back to it', async () => {
  await withTwoOnRedis(async (redis, { keys, app }, processes) => {
    expect(await ask(processes, keys.good, 2)).toEqual({ 200: 2 });
    expect(await ask(processes, keys.good, 28)).toEqual({ 200: 18, 429: 10 });
    await redis.stop();
    expect(await ask(processes, keys.other, 50)).toEqual({ 200: 40, 429: 10 });
    expect(app.log()).toContain('the store for rate limits is away');
    const again = await startRedis(Number(new URL(redis.url).port));
    // It begins at nothing, and has as many as ever for both together.
    let accepted = 0;
    const more = async () => {
      accepted += (await ask(processes, keys.other, 2))[200] ?? 0;
      return accepted;
    };
    await expect.poll(more, { timeout: 20_000 }).toBeGreaterThan(1);
    accepted += (await ask(processes, keys.other, 40))[200] ?? 0;
    expect(accepted).toBe(20);
    await again?.stop();
  });
});

test('a Redis that hangs holds up nobody for longer than a moment, and everybody’s requests go on being counted', async () => {
  await withTwoOnRedis(async (redis, { keys, app }, processes) => {
    expect(await ask(processes, keys.good, 2)).toEqual({ 200: 2 });
    redis.freeze();
    const startedAt = performance.now();
    expect(await ask(processes, keys.other, 50)).toEqual({ 200: 40, 429: 10 });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    // Those that come later do not even wait.
    const later = performance.now();
    for (let i = 0; i < 10; i++) expect(await ask(processes, keys.revoked, 1)).toEqual({ 401: 1 });
    expect(await ask(processes, keys.other, 10)).toEqual({ 429: 10 });
    expect(performance.now() - later).toBeLessThan(5_000);
    expect(app.log()).toContain('the store for rate limits is away');
  });
});

test('an address that fails too often is told to slow down; a good key behind it is served, a dead one told why', async () => {
  const world = await startApiWorld({ ...LIMITS, QARION_FAILED_ATTEMPTS_PER_MINUTE: '5' });
  const { origin, keys } = world;
  const say = async (authorization?: string) => {
    const answer = await fetch(`${origin}/api/users/me`, { headers: authorization ? { authorization } : {} });
    return { status: answer.status, wait: answer.headers.get('retry-after'), ...(await answer.json()) };
  };
  for (const [kind, header] of [
    ['of the wrong shape', () => 'Bearer rubbish'],
    ['that do not exist', () => `Bearer ${generateSecret()}`],
  ] as const) {
    for (let i = 0; i < 5; i++) expect((await say(header())).status, `key ${i} ${kind}`).toBe(401);
    const refused = await say(header());
    expect(refused, kind).toMatchObject({ status: 429, code: 'too_many_attempts' });
    expect(Number(refused.wait)).toBeGreaterThan(0);
    expect(Number(refused.wait)).toBeLessThanOrEqual(60);
  }
  expect((await say()).status).toBe(429);
  expect((await say(`Bearer ${keys.good}`)).status).toBe(200);
  expect(await say(`Bearer ${keys.revoked}`)).toMatchObject({ status: 401, code: 'revoked' });
  expect(await say(`Bearer ${keys.expired}`)).toMatchObject({ status: 401, code: 'expired' });
  expect((await fetch(`${origin}/api/health/live`)).status).toBe(200);
  await world.stop();
});
