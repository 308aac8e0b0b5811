import { pool } from '@/lib/db';
import { triggerCheck, waitForExecution } from '@/lib/executions/executions';
import { transaction } from '@/lib/executions/queue/store';
import type { ExecutionView } from '@/lib/executions/schema';
import { insertQueued } from '@/lib/executions/store';
import { startWorker } from '@/lib/executions/worker/worker';
import { announceStop } from '../../scripts/server/last-steps.mjs';
import {
  createTestSpace,
  eventually,
  executionRow,
  executionRows,
  lastExecutionOf,
  queuedJobs,
  runningQueries,
  type TestSpace,
  withReadableSource,
} from '../support/executions';

withReadableSource();
const worker = startWorker();
let space: TestSpace;
let endless: ExecutionView;
beforeAll(async () => {
  await worker.ready;
  space = await createTestSpace();
});
afterAll(() => worker.end());

const finished = (execution: ExecutionView, waitMs = 15_000) =>
  waitForExecution(space.actor, execution.id, { waitMs });

/** A query that takes a while. */
const slow = (seconds: number) => `SELECT 1 AS n FROM pg_sleep(${seconds})`;
const ENDLESS = slow(54.321);

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

it('runs by itself what a schedule asks for, whatever else of its housekeeping fails', async () => {
  const abandoned = await space.addCheck();
  await pool().query(
    `INSERT INTO executions (id, check_id, space_id, via, status, attempt, leased_until, message)
     VALUES (gen_random_uuid(), $1, $2, 'session', 'RUNNING', 1, now() - interval '1 hour', 'stuck')`,
    [abandoned.id, abandoned.spaceId],
  );
  await pool().query(`
    CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stuck'; END $$;
    CREATE TRIGGER stay BEFORE UPDATE ON executions
      FOR EACH ROW WHEN (OLD.message = 'stuck') EXECUTE FUNCTION stay()`);
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const check = await space.addCheck({ scheduleCron: '* * * * *', updatedAt: anHourAgo });
  // As if nobody had done this minute's work yet.
  await pool().query(`DELETE FROM pgboss.job WHERE name = 'minutes'`);
  await eventually(async () => (await executionRows(check.id))[0]?.status === 'PASS');
  await pool().query('UPDATE checks SET schedule_cron = NULL WHERE id = $1', [check.id]);
  await pool().query('DROP TRIGGER stay ON executions');
});

it('keeps apart two starts of one execution, when it is the one to start again what was taken from it', async () => {
  endless = await triggerCheck(space.actor, await space.addCheck({ query: ENDLESS }));
  const { id } = endless;
  await eventually(async () => (await runningQueries(ENDLESS)).length === 1);
  const [first] = await runningQueries(ENDLESS);
  // As another process does that believes this one dead.
  await transaction(async (tx, send) => {
    const sql = `UPDATE executions SET status = 'QUEUED', started_at = NULL, leased_until = NULL WHERE id = $1::uuid`;
    await tx.$executeRawUnsafe(sql, id);
    await send([id]);
  });
  await eventually(async () => (await runningQueries(ENDLESS)).some((pid) => pid !== first));
  await pool().query('SELECT pg_cancel_backend($1)', [first]);
  await eventually(async () => !(await runningQueries(ENDLESS)).includes(first ?? 0));
  expect(await executionRow(id)).toMatchObject({ status: 'RUNNING', attempt: 2 });
});

// The last one: nothing runs after it.
it('holds what runs until it is stopped, and puts it back then, with its job', async () => {
  const { id } = endless;
  const { leased_until: lease } = await executionRow(id);
  // It is asked to stop, and answers its last requests.
  announceStop();
  await eventually(async () => Number((await executionRow(id)).leased_until) > Number(lease));
  await worker.end();
  expect(await executionRow(id)).toMatchObject({ status: 'QUEUED', attempt: 2, finished_at: null });
  expect(await queuedJobs()).toContain(id);
  expect(await runningQueries(ENDLESS)).toEqual([]);
});
