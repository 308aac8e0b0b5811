import { pool } from '@/lib/db';
import { triggerCheck } from '@/lib/executions/executions';
import { transaction } from '@/lib/executions/queue/store';
import {
  createTestSpace,
  executionRows,
  queuedJobs,
  setIdempotencyAge,
  type TestSpace,
} from '../support/executions';
import { createKeyFor, createUser, throughKey } from '../support/factories';

/** What stays real when only the clock is another. */
const ALL_BUT_DATE = [
  ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate'] as const),
  ...(['clearImmediate', 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const),
];

let space: TestSpace;
beforeAll(async () => {
  space = await createTestSpace();
});

describe('running a check', () => {
  it('queues an execution and its job, and says who asked', async () => {
    const check = await space.addCheck();
    const execution = await triggerCheck(space.actor, check);
    expect(execution).toMatchObject({
      checkId: check.id,
      checkSlug: check.slug,
      space: space.slug,
      status: 'QUEUED',
      value: null,
      isIgnored: false,
      startedAt: null,
      finishedAt: null,
      triggeredBy: { via: 'session', user: { id: space.actor.userId, name: 'Ada Lovelace' }, apiKey: null },
    });
    expect(await queuedJobs()).toContain(execution.id);
  });

  it('names the key that asked', async () => {
    const check = await space.addCheck();
    const key = await createKeyFor(space.actor);
    const actor = throughKey({ actor: space.actor, ...key });
    expect((await triggerCheck(actor, check)).triggeredBy).toMatchObject({
      via: 'api_key',
      user: { id: space.actor.userId },
      apiKey: { id: key.apiKey.id, keyPrefix: key.apiKey.keyPrefix },
    });
  });

  it('has row and job together or not at all', async () => {
    const check = await space.addCheck();
    const jobs = await queuedJobs();
    const id = crypto.randomUUID();
    const failing = transaction(async (tx, send) => {
      await tx.execution.create({
        data: { id, checkId: check.id, spaceId: check.spaceId, via: 'session' },
        select: { id: true },
      });
      await send([id]);
      const sql = 'SELECT count(*)::int AS n FROM pgboss.job WHERE id = $1::uuid';
      expect(await tx.$queryRawUnsafe(sql, id)).toEqual([{ n: 1 }]);
      throw new Error('the end of it');
    });
    await expect(failing).rejects.toThrow('the end of it');
    expect(await executionRows(check.id)).toEqual([]);
    expect(await queuedJobs()).toEqual(jobs);
  });

  it('goes by the clock of the database, so that servers that disagree keep the order', async () => {
    const check = await space.addCheck();
    const { rows } = await pool().query<{ now: Date }>('SELECT now()');
    const asked = [];
    for (const hours of [5, -5]) {
      const now = Date.now() + hours * 3_600_000;
      jest.useFakeTimers({ now, doNotFake: ALL_BUT_DATE });
      asked.push(await triggerCheck(space.actor, check));
      jest.useRealTimers();
    }
    expect((await executionRows(check.id)).map(({ id }) => id)).toEqual(asked.map(({ id }) => id));
    for (const { createdAt } of asked) {
      expect(createdAt.getTime()).toBeGreaterThanOrEqual(rows[0]?.now.getTime() ?? Infinity);
      expect(createdAt.getTime()).toBeLessThan(Date.now() + 3_600_000);
    }
  });

  it('refuses archived checks and those that are pushed to', async () => {
    const archived = await space.addCheck({ archivedAt: new Date() });
    await expect(triggerCheck(space.actor, archived)).rejects.toMatchObject({ code: 'check_archived' });
    const pushed = await space.addPushed();
    await expect(triggerCheck(space.actor, pushed)).rejects.toMatchObject({ code: 'not_runnable' });
    expect([...(await executionRows(archived.id)), ...(await executionRows(pushed.id))]).toEqual([]);
  });

  it('is 404 for who is not in the space and 403 for viewers, and queues nothing', async () => {
    const check = await space.addCheck();
    await expect(triggerCheck(await createUser(), check)).rejects.toMatchObject({ code: 'not_found' });
    const viewed = await createTestSpace('viewer');
    const theirs = await viewed.addCheck();
    await expect(triggerCheck(viewed.actor, theirs)).rejects.toMatchObject({ code: 'forbidden' });
    expect([...(await executionRows(check.id)), ...(await executionRows(theirs.id))]).toEqual([]);
  });
});

describe('an idempotency key', () => {
  it('gives the same execution again, whatever its state, and other keys another', async () => {
    const check = await space.addCheck();
    const first = await triggerCheck(space.actor, check, { idempotencyKey: 'same' });
    await pool().query(`UPDATE executions SET status = 'PASS', finished_at = now() WHERE id = $1`, [
      first.id,
    ]);
    const again = await triggerCheck(space.actor, { id: check.id }, { idempotencyKey: 'same' });
    expect(again).toMatchObject({ id: first.id, status: 'PASS' });
    await triggerCheck(space.actor, check, { idempotencyKey: 'other' });
    expect(await executionRows(check.id)).toHaveLength(2);
  });

  it('gives one execution to twenty requests at the same instant', async () => {
    const check = await space.addCheck();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => triggerCheck(space.actor, check, { idempotencyKey: 'twenty' })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await executionRows(check.id)).toHaveLength(1);
    expect((await queuedJobs()).filter((id) => id === answers[0]?.id)).toHaveLength(1);
  });

  it('is refused for another check, and queues nothing there', async () => {
    const [one, other] = [await space.addCheck(), await space.addCheck()];
    await triggerCheck(space.actor, one, { idempotencyKey: 'reused' });
    await expect(triggerCheck(space.actor, other, { idempotencyKey: 'reused' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(await executionRows(other.id)).toEqual([]);
  });

  it('belongs to one user: another with the same key gets an execution of their own', async () => {
    const mine = await triggerCheck(space.actor, await space.addCheck(), { idempotencyKey: 'mine' });
    const theirs = await createTestSpace();
    const other = await triggerCheck(theirs.actor, await theirs.addCheck(), { idempotencyKey: 'mine' });
    expect(other.id).not.toBe(mine.id);
  });

  it('is free again after a day', async () => {
    const check = await space.addCheck();
    const first = await triggerCheck(space.actor, check, { idempotencyKey: 'old' });
    await setIdempotencyAge('old', '24 hours 1 second');
    const [second, third] = await Promise.all([
      triggerCheck(space.actor, check, { idempotencyKey: 'old' }),
      triggerCheck(space.actor, check, { idempotencyKey: 'old' }),
    ]);
    expect(second.id).not.toBe(first.id);
    expect(third.id).toBe(second.id);
    expect(await executionRows(check.id)).toHaveLength(2);
  });

  it('must be one line of at most 255 characters', async () => {
    const check = await space.addCheck();
    for (const idempotencyKey of ['', 'x'.repeat(256), 'a\u0000b']) {
      await expect(triggerCheck(space.actor, check, { idempotencyKey })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    }
    expect(await executionRows(check.id)).toEqual([]);
  });
});
