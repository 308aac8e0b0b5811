import { pool } from '@/lib/db';
import {
  getExecution,
  ignoreExecution,
  listExecutions,
  listTrends,
  pushResult,
  triggerCheck,
} from '@/lib/executions/executions';
import { createTestSpace, executionRows, lastExecutionOf, type TestSpace } from '../support/executions';
import { createUser } from '../support/factories';

const FIRST = { page: 1, size: 20 };

let space: TestSpace;
let stranger: TestSpace;
beforeAll(async () => {
  space = await createTestSpace();
  stranger = await createTestSpace();
});

describe('pushing a value', () => {
  it('writes down a finished execution at once', async () => {
    const check = await space.addPushed();
    const pushed = await pushResult(space.actor, check, {
      value: 3.5,
      status: 'WARNING',
      message: ' Late. ',
    });
    expect(pushed).toMatchObject({
      status: 'WARNING',
      value: 3.5,
      message: 'Late.',
      executedSql: null,
      triggeredBy: { via: 'push', user: { id: space.actor.userId } },
    });
    expect(pushed.finishedAt).toEqual(pushed.startedAt);
    expect(await lastExecutionOf(check.id)).toBe(pushed.id);
  });

  it('lets the thresholds decide where no status is given', async () => {
    const check = await space.addPushed({ critical: { operator: 'lte', value: 10 }, warning: null });
    expect((await pushResult(space.actor, check, { value: 10 })).status).toBe('PASS');
    const failed = await pushResult(space.actor, check, { value: 11 });
    expect(failed).toMatchObject({ status: 'FAIL', message: expect.stringContaining('10') });
    const said = await pushResult(space.actor, check, { value: 11, status: 'PASS' });
    expect(said).toMatchObject({ status: 'PASS', message: '' });
  });

  it('refuses a value that nothing judges, other types, archived checks and texts that cannot be kept', async () => {
    const check = await space.addPushed();
    const archived = await space.addPushed();
    await pool().query('UPDATE checks SET archived_at = now() WHERE id = $1', [archived.id]);
    const running = await space.addCheck();
    const refused = [
      [check, { value: 1 }, 'validation_failed'],
      [check, { value: 1, status: 'PASS', message: 'a\0b' }, 'validation_failed'],
      [check, { value: Number.POSITIVE_INFINITY, status: 'PASS' }, 'validation_failed'],
      [archived, { value: 1, status: 'PASS' }, 'check_archived'],
      [running, { value: 1, status: 'PASS' }, 'not_runnable'],
    ] as const;
    for (const [ref, input, code] of refused) {
      await expect(pushResult(space.actor, ref, input)).rejects.toMatchObject({ code });
      expect(await executionRows(ref.id)).toEqual([]);
    }
  });

  it('writes down one execution for an idempotency key, and refuses another value with it', async () => {
    const check = await space.addPushed();
    const push = (value: number) =>
      pushResult(space.actor, check, { value, status: 'PASS' }, { idempotencyKey: 'one' });
    const ids = await Promise.all(Array.from({ length: 10 }, () => push(1).then(({ id }) => id)));
    expect(new Set(ids).size).toBe(1);
    await expect(push(2)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    expect(await executionRows(check.id)).toHaveLength(1);
  });

  it('keeps the newest as the check’s last when many come at once', async () => {
    const check = await space.addPushed();
    await Promise.all(
      Array.from({ length: 12 }, (_, value) => pushResult(space.actor, check, { value, status: 'PASS' })),
    );
    expect(await lastExecutionOf(check.id)).toBe((await executionRows(check.id)).at(-1)?.id);
  });

  it('is 404 for a stranger and 403 for a viewer, and writes nothing', async () => {
    const check = await space.addPushed();
    const input = { value: 1, status: 'PASS' } as const;
    await expect(pushResult(stranger.actor, check, input)).rejects.toMatchObject({ code: 'not_found' });
    const viewed = await createTestSpace('viewer');
    const theirs = await viewed.addPushed();
    await expect(pushResult(viewed.actor, theirs, input)).rejects.toMatchObject({ code: 'forbidden' });
    expect([...(await executionRows(check.id)), ...(await executionRows(theirs.id))]).toEqual([]);
  });
});

describe('ignoring an execution', () => {
  it('shows the newest that is not ignored as the check’s last, and takes that back', async () => {
    const check = await space.addPushed();
    const [older, newer] = [
      await pushResult(space.actor, check, { value: 1, status: 'PASS' }),
      await pushResult(space.actor, check, { value: 2, status: 'FAIL' }),
    ];
    const ignored = await ignoreExecution(space.actor, newer.id, { isIgnored: true });
    expect(ignored).toMatchObject({ id: newer.id, isIgnored: true, status: 'FAIL' });
    expect(await lastExecutionOf(check.id)).toBe(older.id);
    await ignoreExecution(space.actor, older.id, { isIgnored: true });
    expect(await lastExecutionOf(check.id)).toBeNull();
    expect((await ignoreExecution(space.actor, newer.id, { isIgnored: false })).isIgnored).toBe(false);
    expect(await lastExecutionOf(check.id)).toBe(newer.id);
  });

  it('is 404 for a stranger and 403 for a viewer, and changes nothing', async () => {
    const viewed = await createTestSpace('viewer');
    const theirs = await viewed.addPushed();
    await pool().query(
      `INSERT INTO executions (id, check_id, space_id, via, status, finished_at)
       VALUES (gen_random_uuid(), $1, $2, 'push', 'PASS', now())`,
      [theirs.id, theirs.spaceId],
    );
    const [row] = await executionRows(theirs.id);
    const ignore = { isIgnored: true };
    await expect(ignoreExecution(viewed.actor, row?.id ?? '', ignore)).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(ignoreExecution(stranger.actor, row?.id ?? '', ignore)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await executionRows(theirs.id)).toEqual([row]);
  });
});

describe('reading executions', () => {
  it('lists those of a check, of a space, and of all the spaces of the actor, newest first', async () => {
    const own = await createTestSpace();
    const second = await createTestSpace('viewer', own.actor);
    const [one, other] = [await own.addPushed(), await own.addPushed()];
    const ids: string[] = [];
    for (const [check, status] of [
      [one, 'PASS'],
      [other, 'FAIL'],
      [one, 'FAIL'],
    ] as const) {
      ids.unshift((await pushResult(own.actor, check, { value: 1, status })).id);
    }
    await pool().query(
      `INSERT INTO executions (id, check_id, space_id, via, status) VALUES (gen_random_uuid(), $1, $2, 'schedule', 'QUEUED')`,
      [(await second.addCheck()).id, second.id],
    );
    const list = async (...args: [Parameters<typeof listExecutions>[1], object?]) => {
      const { items, total } = await listExecutions(own.actor, args[0], { ...FIRST, ...args[1] });
      return { ids: items.map(({ id }) => id), total };
    };
    expect(await list({ check: one })).toEqual({ ids: [ids[0], ids[2]], total: 2 });
    expect(await list({ space: own.slug })).toEqual({ ids, total: 3 });
    expect(await list({ space: own.slug }, { status: 'FAIL' })).toEqual({ ids: ids.slice(0, 2), total: 2 });
    expect(await list({ space: own.slug }, { page: 2, size: 2 })).toEqual({ ids: ids.slice(2), total: 3 });
    expect((await list({ space: null })).total).toBe(4);
    expect((await list({ space: null }, { status: 'QUEUED' })).total).toBe(1);
  });

  it('shows a stranger nothing, and says the same as of what does not exist', async () => {
    const check = await space.addPushed();
    const execution = await pushResult(space.actor, check, { value: 1, status: 'PASS' });
    expect(await getExecution(space.actor, execution.id)).toEqual(execution);
    const refusals = await Promise.all(
      [execution.id, '01890000-0000-7000-8000-000000000000', 'nonsense'].map((id) =>
        getExecution(stranger.actor, id).catch((error: unknown) => error),
      ),
    );
    expect(new Set(refusals.map(String)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ code: 'not_found' });
    for (const scope of [{ check }, { check: { id: check.id } }, { space: space.slug }]) {
      await expect(listExecutions(stranger.actor, scope, FIRST)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await listExecutions(stranger.actor, { space: null }, FIRST)).total).toBe(0);
    await expect(listTrends(stranger.actor, space.slug, [check.id], 5)).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await listTrends(stranger.actor, stranger.slug, [check.id], 5)).toEqual(new Map([[check.id, []]]));
  });

  it('shows a superadmin everything', async () => {
    const check = await space.addPushed();
    const execution = await pushResult(space.actor, check, { value: 1, status: 'PASS' });
    const superadmin = await createUser({ isSuperadmin: true });
    expect(await getExecution(superadmin, execution.id)).toMatchObject({ id: execution.id });
    expect((await listExecutions(superadmin, { check }, FIRST)).total).toBe(1);
  });

  it('has the last points of each check’s trend, oldest first, without ignored and unfinished ones', async () => {
    const [one, other, none] = [await space.addPushed(), await space.addPushed(), await space.addCheck()];
    const points = [];
    for (const value of [1, 2, 3, 4]) {
      points.push(await pushResult(space.actor, one, { value, status: 'PASS' }));
    }
    await pushResult(space.actor, other, { value: 9, status: 'FAIL' });
    await ignoreExecution(space.actor, points[2]?.id ?? '', { isIgnored: true });
    await triggerCheck(space.actor, none);
    const trends = await listTrends(space.actor, space.slug, [one.id, other.id, none.id], 2);
    expect([...trends.values()].map((trend) => trend.map(({ value }) => value))).toEqual([[2, 4], [9], []]);
    expect(trends.get(one.id)?.[1]).toEqual({
      executionId: points[3]?.id,
      at: points[3]?.createdAt,
      status: 'PASS',
      value: 4,
    });
  });
});
