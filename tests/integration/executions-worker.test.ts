import { pool } from '@/lib/db';
import { triggerCheck, waitForExecution } from '@/lib/executions/executions';
import type { ExecutionView } from '@/lib/executions/schema';
import { insertQueued } from '@/lib/executions/store';
import { startWorker } from '@/lib/executions/worker/worker';
import {
  createTestSpace,
  executionRow,
  executionRows,
  lastExecutionOf,
  type TestSpace,
} from '../support/executions';

const worker = startWorker();
let space: TestSpace;
beforeAll(async () => {
  await worker.ready;
  space = await createTestSpace();
});
afterAll(() => worker.end());

const finished = (execution: ExecutionView, waitMs = 15_000) =>
  waitForExecution(space.actor, execution.id, { waitMs });

/** A query that takes a while. */
const slow = (seconds: number) => `SELECT 1 AS n FROM pg_sleep(${seconds})`;

it('runs what was queued at once, and writes down what it found', async () => {
  const check = await space.addCheck({
    query: 'SELECT 42 AS n',
    thresholds: { warning: null, critical: { operator: 'lte', value: 40 } },
  });
  const times: number[] = [];
  for (let i = 0; i < 4; i++) {
    const started = performance.now();
    await finished(await triggerCheck(space.actor, check));
    times.push(performance.now() - started);
  }
  // It looks by itself once a second: that none waits for this is what the fastest shows.
  expect(Math.min(...times)).toBeLessThan(500);
  const execution = await finished(await triggerCheck(space.actor, check));
  expect(execution).toMatchObject({ status: 'FAIL', value: 42, executedSql: expect.stringContaining('42') });
  expect(execution.finishedAt?.getTime()).toBeGreaterThanOrEqual(execution.startedAt?.getTime() ?? Infinity);
  expect(await lastExecutionOf(check.id)).toBe(execution.id);
});

it('runs a check’s executions one after the other, in order, and other checks meanwhile', async () => {
  const [one, other] = [
    await space.addCheck({ query: slow(0.3) }),
    await space.addCheck({ query: slow(0.3) }),
  ];
  const queued = [];
  for (let i = 0; i < 4; i++) queued.push(await triggerCheck(space.actor, one));
  queued.push(await triggerCheck(space.actor, other));
  await Promise.all(queued.map((execution) => finished(execution)));
  const rows = await executionRows(one.id);
  expect(rows.map(({ status, attempt }) => `${status} ${attempt}`)).toEqual(Array(4).fill('PASS 1'));
  for (const [i, row] of rows.entries()) {
    const before = rows[i - 1];
    if (before)
      expect(row.started_at?.getTime()).toBeGreaterThanOrEqual(before.finished_at?.getTime() ?? Infinity);
  }
  const [aside] = await executionRows(other.id);
  expect(aside?.started_at?.getTime()).toBeLessThan(rows[3]?.started_at?.getTime() ?? 0);
});

it('runs no more at a time than it is told', async () => {
  const checks = await Promise.all(Array.from({ length: 5 }, () => space.addCheck({ query: slow(0.4) })));
  const queued = await Promise.all(checks.map((check) => triggerCheck(space.actor, check)));
  let most = 0;
  const watch = setInterval(() => {
    void pool()
      .query<{ n: number }>(`SELECT count(*)::int AS n FROM executions WHERE status = 'RUNNING'`)
      .then(({ rows }) => {
        most = Math.max(most, rows[0]?.n ?? 0);
      });
  }, 20);
  await Promise.all(queued.map((execution) => finished(execution)));
  clearInterval(watch);
  expect(most).toBe(2);
});

it('tries three times to reach a source, and says then that it could not', async () => {
  const check = await space.addCheck({ isReachable: false });
  const execution = await triggerCheck(space.actor, check);
  await finished(execution, 300);
  expect(await executionRow(execution.id)).toMatchObject({ status: 'QUEUED', finished_at: null });
  const result = await finished(execution);
  expect(result).toMatchObject({ status: 'ERROR', value: null });
  expect(result.message).not.toBe('');
  expect(await executionRow(execution.id)).toMatchObject({ attempt: 3 });
});

it('takes any other fault as the result, at the first attempt', async () => {
  const check = await space.addCheck({ query: 'SELECT nothing_like_this FROM nowhere' });
  const { id } = await triggerCheck(space.actor, check);
  expect(await waitForExecution(space.actor, id, { waitMs: 10_000 })).toMatchObject({ status: 'ERROR' });
  expect(await executionRow(id)).toMatchObject({ attempt: 1 });
});

it('says so when what the check measures is not complete', async () => {
  const { id: checkId, spaceId } = await space.addCheck({ query: null });
  const trigger = { checkId, spaceId, via: 'session', userId: space.actor.userId, apiKeyId: null } as const;
  const execution = await insertQueued(trigger, null);
  if (execution === 'key_taken') throw new Error('there is no key');
  expect(await finished(execution)).toMatchObject({
    status: 'ERROR',
    message: expect.stringContaining('Edit the check'),
  });
});

describe('waiting', () => {
  it('ends with the time, with the execution as it is then', async () => {
    const execution = await triggerCheck(space.actor, await space.addCheck({ query: slow(1) }));
    const started = performance.now();
    expect((await finished(execution, 200)).finishedAt).toBeNull();
    expect(performance.now() - started).toBeLessThan(900);
    expect((await finished(execution)).status).toBe('PASS');
  });

  it('ends when the caller gives up', async () => {
    const execution = await triggerCheck(space.actor, await space.addCheck({ query: slow(1) }));
    const started = performance.now();
    const signal = AbortSignal.timeout(100);
    const seen = await waitForExecution(space.actor, execution.id, { waitMs: 10_000, signal });
    expect(seen.finishedAt).toBeNull();
    expect(performance.now() - started).toBeLessThan(900);
    await finished(execution);
  });

  it('is 404 for whoever may not see the execution', async () => {
    const execution = await triggerCheck(space.actor, await space.addCheck());
    const other = await createTestSpace();
    await expect(waitForExecution(other.actor, execution.id, { waitMs: 5_000 })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

// The last one: nothing runs after it.
it('puts back what runs when it is stopped, quickly, with its job', async () => {
  const execution = await triggerCheck(space.actor, await space.addCheck({ query: slow(30) }));
  while ((await executionRow(execution.id)).status !== 'RUNNING') await finished(execution, 20);
  const started = performance.now();
  await worker.end();
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(await executionRow(execution.id)).toMatchObject({ status: 'QUEUED', attempt: 1, finished_at: null });
  const jobs = await pool().query('SELECT 1 FROM pgboss.job WHERE id = $1', [execution.id]);
  expect(jobs.rowCount).toBe(1);
});
