import { db, pool } from '@/lib/db';
import { scheduleDue } from '@/lib/executions/schedules/schedules';
import { createTestSpace, executionRows, queuedJobs, type TestSpace } from '../support/executions';

const MINUTE = 60_000;
const NOON = new Date('2026-03-10T12:00:00Z');
const after = (ms: number) => new Date(NOON.getTime() + ms);
const YESTERDAY = after(-24 * 60 * MINUTE);

let space: TestSpace;
beforeAll(async () => {
  space = await createTestSpace();
});
afterEach(async () => {
  await pool().query('UPDATE checks SET schedule_cron = NULL');
});

const addScheduled = (cron: string, more: object = {}) =>
  space.addCheck({ scheduleCron: cron, scheduleTimezone: 'UTC', updatedAt: YESTERDAY, ...more });

const finishAll = () =>
  pool().query(`UPDATE executions SET status = 'PASS', finished_at = now() WHERE finished_at IS NULL`);

it('queues one execution for the newest tick, with its job, and no user', async () => {
  const check = await addScheduled('*/5 * * * *');
  expect(await scheduleDue(after(30_000))).toBe(1);
  const [row, ...more] = await executionRows(check.id);
  expect(row).toMatchObject({ status: 'QUEUED', via: 'schedule', user_id: null, scheduled_for: NOON });
  expect(more).toEqual([]);
  expect(await queuedJobs()).toContain(row?.id);
});

it('queues each tick once, however often and by however many processes it is asked', async () => {
  const checks = await Promise.all(Array.from({ length: 5 }, () => addScheduled('* * * * *')));
  const queued = await Promise.all(Array.from({ length: 6 }, () => scheduleDue(after(1_000))));
  expect(queued.reduce((sum, n) => sum + n, 0)).toBe(5);
  await finishAll();
  expect(await scheduleDue(after(59_000))).toBe(0);
  expect(await scheduleDue(after(61_000))).toBe(5);
  await finishAll();
  for (const { id } of checks) {
    expect((await executionRows(id)).map((row) => row.scheduled_for)).toEqual([NOON, after(MINUTE)]);
  }
});

it('does not make up for ticks of more than ten minutes ago', async () => {
  const check = await addScheduled('0 12 * * *');
  expect(await scheduleDue(after(10 * MINUTE + 1_000))).toBe(0);
  expect(await executionRows(check.id)).toEqual([]);
  expect(await scheduleDue(after(9 * MINUTE))).toBe(1);
});

it('begins with the first tick after the check was made or changed', async () => {
  const check = await addScheduled('*/5 * * * *', { updatedAt: after(60_000) });
  expect(await scheduleDue(after(2 * MINUTE))).toBe(0);
  expect(await scheduleDue(after(5 * MINUTE))).toBe(1);
  expect((await executionRows(check.id))[0]?.scheduled_for).toEqual(after(5 * MINUTE));
});

it('means the time of the check’s own zone', async () => {
  const check = await addScheduled('0 8 * * *', { scheduleTimezone: 'America/New_York' });
  expect(await scheduleDue(after(1_000))).toBe(1);
  expect((await executionRows(check.id))[0]?.scheduled_for).toEqual(NOON);
});

it('queues no second one while one still waits', async () => {
  const check = await addScheduled('* * * * *');
  await scheduleDue(NOON);
  expect(await scheduleDue(after(MINUTE))).toBe(0);
  await finishAll();
  expect(await scheduleDue(after(2 * MINUTE))).toBe(1);
  expect(await executionRows(check.id)).toHaveLength(2);
});

it('leaves out archived checks, and is not kept from the others by a schedule that is none', async () => {
  await addScheduled('* * * * *', { archivedAt: NOON });
  await addScheduled('what?');
  const good = await addScheduled('* * * * *');
  expect(await scheduleDue(NOON)).toBe(1);
  expect(await executionRows(good.id)).toHaveLength(1);
  await db().check.updateMany({ where: { id: good.id }, data: { archivedAt: NOON } });
});
