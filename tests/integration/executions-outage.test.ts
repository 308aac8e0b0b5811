import { triggerCheck, waitForExecution } from '@/lib/executions/executions';
import { insertQueued } from '@/lib/executions/store';
import { startWorker } from '@/lib/executions/worker/worker';
import { logger } from '@/lib/logger';
import { DatabaseProxy } from '../support/database-proxy';
import {
  createTestSpace,
  eventually,
  executionRow,
  executionRows,
  runningQueries,
  type TestSpace,
  withReadableSource,
} from '../support/executions';
import { withClient } from '../support/sql';

process.env.QARION_EXECUTION_TIMEOUT_SECONDS = '3';
withReadableSource();

const direct = process.env.DATABASE_URL ?? '';
let proxy: DatabaseProxy;
let worker: ReturnType<typeof startWorker>;
let space: TestSpace;
beforeAll(async () => {
  proxy = await DatabaseProxy.start(direct);
  process.env.DATABASE_URL = proxy.url;
  worker = startWorker();
  await worker.ready;
  space = await createTestSpace();
});
afterAll(async () => {
  await worker.end();
  await proxy.stop();
});

const finished = (id: string) => waitForExecution(space.actor, id, { waitMs: 20_000 });
const slow = (seconds: number) => `SELECT 1 AS n FROM pg_sleep(${seconds})`;

it('keeps what it measured while its own database was away, and says once that it was', async () => {
  const warn = jest.spyOn(logger, 'warn');
  const { id } = await triggerCheck(space.actor, await space.addCheck({ query: slow(1) }));
  await eventually(async () => (await runningQueries('pg_sleep(1)')).length === 1);
  proxy.cut();
  // Longer than the measurement takes, and than several looks for work.
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  proxy.restore();
  expect(await finished(id)).toMatchObject({ status: 'PASS', value: 1 });
  expect(await executionRow(id)).toMatchObject({ attempt: 1 });
  const troubles = warn.mock.calls.map(([, text]) => String(text)).filter((text) => /fails at/.test(text));
  expect(troubles).toContain('the worker fails at taking work and keeps trying');
  expect(new Set(troubles).size).toBe(troubles.length);
  warn.mockRestore();
});

it('takes no fault of its own database for the check’s result', async () => {
  const { id: checkId, spaceId } = await space.addCheck();
  const trigger = { checkId, spaceId, via: 'session', userId: space.actor.userId, apiKeyId: null } as const;
  await withClient(direct, async (other) => {
    await other.query('BEGIN; LOCK TABLE sources');
    const execution = await insertQueued(trigger, null);
    if (execution === 'key_taken') throw new Error('there is no key');
    // It is started, and now asks what the check measures.
    const waiting = `FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually(async () => (await other.query(`SELECT ${waiting}`)).rowCount === 1);
    await other.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
    await other.query('ROLLBACK');
    expect(await finished(execution.id)).toMatchObject({ status: 'PASS', value: 7 });
    expect(await executionRow(execution.id)).toMatchObject({ attempt: 1 });
  });
});

it('ends a query that takes longer than is allowed, and takes that as the result', async () => {
  const check = await space.addCheck({ query: slow(61) });
  const { id } = await triggerCheck(space.actor, check);
  const result = await finished(id);
  expect(result).toMatchObject({
    status: 'ERROR',
    value: null,
    message: expect.stringContaining('too long'),
  });
  expect(await executionRows(check.id)).toMatchObject([{ id, attempt: 1 }]);
  await eventually(async () => (await runningQueries('pg_sleep(61)')).length === 0);
});
