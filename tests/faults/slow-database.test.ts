import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseProxy } from '../support/database-proxy';
import { withClient } from '../support/sql';
import { type Answer, saysUnavailable } from './support/client';
import { Ledger } from './support/ledger';
import { createOwner, type Owner } from './support/people';
import { PostgresServer } from './support/postgres';
import { BACK_WITHIN_MS, SIZES } from './support/sizes';
import { say, until } from './support/until';
import { prepare, startWorld, type World } from './support/world';

/** A statement is given up after ten seconds, a connection is waited for for three; the rest is slack. */
const ANSWERED_WITHIN_MS = 16_000;
const POOL_SIZE = 10;
const CLIENTS = 30;

let server: PostgresServer;
let proxy: DatabaseProxy;
let world: World;
let owner: Owner;
beforeAll(async () => {
  server = PostgresServer.create();
  await prepare(server);
  proxy = await DatabaseProxy.start(server.url);
  const env = { DATABASE_POOL_SIZE: String(POOL_SIZE) };
  world = await startWorld({ processes: 1, server, url: proxy.url, env });
  owner = await createOwner(world.sql);
});
afterAll(async () => {
  await world?.stop();
  await proxy?.stop();
});

/** Many clients ask at once and once each; when each was answered, and how. */
async function askMany(): Promise<(Answer & { tookMs: number })[]> {
  const one = async () => {
    const startedAt = performance.now();
    const answer = await world.client.ask(world.anyOrigin(), '/api/users/me', { secret: owner.secret });
    return { ...answer, tookMs: Math.round(performance.now() - startedAt) };
  };
  return Promise.all(Array.from({ length: CLIENTS }, one));
}

function expectToldInTime(answers: (Answer & { tookMs: number })[], what: string): void {
  const slowest = Math.max(...answers.map(({ tookMs }) => tookMs));
  say(`${what}: ${answers.length} requests told to come back, the last after ${slowest} ms`);
  expect(answers.filter((answer) => !saysUnavailable(answer))).toEqual([]);
  expect(slowest).toBeLessThan(ANSWERED_WITHIN_MS);
}

/** Everybody is served, and no connection is lost to what went before. */
async function expectFullService(what: string): Promise<void> {
  const isServed = async () => (await askMany()).every(({ status }) => status === 200);
  say(`${what}: full service after ${await until(isServed, 'everybody is served', BACK_WITHIN_MS)} ms`);
  const connections = `SELECT count(*)::int AS n, count(*) FILTER (WHERE state <> 'idle')::int AS busy
    FROM pg_stat_activity WHERE application_name = 'qarion'`;
  await until(async () => (await server.sql(connections))[0]?.busy === 0, 'nothing hangs', BACK_WITHIN_MS);
  const [row] = await server.sql(connections);
  expect(Number(row?.n)).toBeLessThanOrEqual(POOL_SIZE);
  expect(Number(row?.n)).toBeGreaterThan(1);
}

it('a table that is locked for long makes requests 503 within a bounded time, and leaves nothing behind', async () => {
  await withClient(server.url, async (blocker) => {
    await blocker.query('BEGIN; LOCK TABLE api_keys IN ACCESS EXCLUSIVE MODE');
    const waiting = askMany();
    // What needs no such table goes on, as far as there are connections.
    expect((await world.client.ask(world.anyOrigin(), '/api/health/live')).status).toBe(200);
    expectToldInTime(await waiting, 'locked table');
    await blocker.query('ROLLBACK');
  });
  await expectFullService('locked table');
});

it('connections that go silent make requests 503 within a bounded time, and are replaced', async () => {
  const ledger = await Ledger.start(world);
  try {
    proxy.stall();
    const waiting = askMany();
    expectToldInTime(await waiting, 'silent connections');
    await until(() => ledger.isServed(world.anyOrigin()), 'new connections are made', ANSWERED_WITHIN_MS);
    await ledger.stop();
    // Nothing but the server still knows of the silent ones.
    proxy.restore();
    await expectFullService('silent connections');
    expect(ledger.faults.slice(0, 5)).toEqual([]);
    expect((await ledger.contradictions()).slice(0, 5)).toEqual([]);
    say(ledger.describe('silent connections'));
  } finally {
    await ledger.stop();
  }
});

it('a database far away makes everything slow, and nothing wrong', async () => {
  const ledger = await Ledger.start(world);
  try {
    proxy.delayMs = 50;
    await sleep(2 * SIZES.writingMs);
    proxy.delayMs = 0;
    await sleep(SIZES.writingMs / 2);
    await ledger.stop();
    expect(ledger.faults.slice(0, 5)).toEqual([]);
    expect(ledger.unavailable).toBe(0);
    expect((await ledger.contradictions()).slice(0, 5)).toEqual([]);
    say(ledger.describe('50 ms for each answer of the database'));
  } finally {
    proxy.delayMs = 0;
    await ledger.stop();
  }
});
