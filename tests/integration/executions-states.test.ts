import { randomUUID } from 'node:crypto';
import { pool } from '@/lib/db';
import { triggerCheck } from '@/lib/executions/executions';
import { takeJobs, takeMinute } from '@/lib/executions/queue/store';
import type { Claim, Result } from '@/lib/executions/worker/store';
import * as states from '@/lib/executions/worker/store';
import {
  createTestSpace,
  eventually,
  executionRow,
  executionRows,
  lastExecutionOf,
  queuedJobs,
  type TestCheck,
  type TestSpace,
} from '../support/executions';

const PASS: Result = { status: 'PASS', value: 1, message: 'It is 1.', executedSql: 'SELECT 1' };

let space: TestSpace;
let check: TestCheck;
beforeAll(async () => {
  space = await createTestSpace();
});
beforeEach(async () => {
  check = await space.addCheck();
});

afterEach(async () => {
  await pool().query(`UPDATE executions SET status = 'ERROR', finished_at = now() WHERE finished_at IS NULL`);
  await pool().query('DELETE FROM pgboss.job');
});

const queue = async () => (await triggerCheck(space.actor, check)).id;

async function start(id: string): Promise<Claim> {
  const one = await states.claim(id);
  if (!one) throw new Error('it could not be started');
  return one;
}

/** As if its process had died a while ago. */
async function expireLease(id: string): Promise<void> {
  await pool().query(`UPDATE executions SET leased_until = now() - interval '1 second' WHERE id = $1`, [id]);
}

/** Does something while another connection is in the middle of a transaction, which is committed once that has to wait. */
async function whileOther<T>(statements: [string, unknown[]][], work: () => Promise<T>): Promise<T> {
  const other = await pool().connect();
  try {
    await other.query('BEGIN');
    for (const [sql, values] of statements) await other.query(sql, values);
    let isOver = false;
    const result = work().finally(() => {
      isOver = true;
    });
    const isWaiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await eventually(async () => isOver || (await pool().query(isWaiting)).rowCount === 1);
    await other.query('COMMIT');
    return await result;
  } finally {
    other.release(true);
  }
}

describe('starting', () => {
  it('lets one of twenty have an execution', async () => {
    const id = await queue();
    const claims = await Promise.all(Array.from({ length: 20 }, () => states.claim(id)));
    expect(claims.filter((one) => one !== null)).toEqual([{ id, checkId: check.id, attempt: 1 }]);
    expect(await executionRow(id)).toMatchObject({ status: 'RUNNING', attempt: 1 });
  });

  it('lets one execution of a check run at a time, however many try at once', async () => {
    const ids = [await queue(), await queue(), await queue()];
    for (let finished = 0; finished < 3; finished++) {
      const claims = (await Promise.all([...ids, ...ids].map(states.claim))).filter((one) => one !== null);
      // The one that waited longest.
      expect(claims.map(({ id }) => id)).toEqual([ids[finished]]);
      if (claims[0]) await states.finish(claims[0], PASS);
    }
  });

  it('comes when it is asked for in the moment in which another of its check is finished', async () => {
    const [first, second] = [await queue(), await queue()];
    await start(first);
    const finishing: [string, unknown[]][] = [
      ['SELECT 1 FROM checks WHERE id = $1 FOR UPDATE', [check.id]],
      [`UPDATE executions SET status = 'PASS', finished_at = now() WHERE id = $1`, [first]],
    ];
    expect(await whileOther(finishing, () => states.claim(second))).toMatchObject({ id: second });
  });

  it('is kept apart by the database even where two look at the same moment', async () => {
    const [first, second] = [await queue(), await queue()];
    await start(first);
    const forced = pool().query(`UPDATE executions SET status = 'RUNNING' WHERE id = $1`, [second]);
    await expect(forced).rejects.toMatchObject({ constraint: 'executions_one_running' });
  });
});

describe('finishing', () => {
  it('writes the result, makes it the check’s last, and queues the check’s next', async () => {
    const [first, second] = [await queue(), await queue()];
    const jobs = await takeJobs(100);
    expect(jobs).toEqual(expect.arrayContaining([first, second]));
    const one = await start(first);
    expect(await states.finish(one, { ...PASS, value: 1e300, message: 'a\0b' })).toBe(true);
    expect(await executionRow(first)).toMatchObject({ status: 'PASS', value: 1e300, message: 'ab' });
    expect(await lastExecutionOf(check.id)).toBe(first);
    expect(await queuedJobs()).toEqual([second]);
  });

  it('writes nothing for a worker that lost its lease to another start', async () => {
    const id = await queue();
    const late = await start(id);
    await expireLease(id);
    await states.recoverLost([]);
    const second = await start(id);
    expect(second.attempt).toBe(2);
    expect(await states.finish(late, { ...PASS, status: 'FAIL', value: 99 })).toBe(false);
    await states.putBack(late, 0);
    expect(await states.extendLeases([late, second])).toEqual([second]);
    expect(await executionRow(id)).toMatchObject({ status: 'RUNNING', attempt: 2, value: null });
    expect(await states.finish(second, PASS)).toBe(true);
    expect(await states.finish(late, { ...PASS, status: 'FAIL', value: 99 })).toBe(false);
    expect(await executionRow(id)).toMatchObject({ status: 'PASS', value: 1 });
  });

  it('does not put an older result over a newer one', async () => {
    const older = await start(await queue());
    const newer = randomUUID();
    await pool().query(
      `INSERT INTO executions (id, check_id, space_id, via, status, finished_at, created_at)
       VALUES ($1, $2, $3, 'push', 'PASS', now(), now() + interval '1 second')`,
      [newer, check.id, check.spaceId],
    );
    await states.finish(older, PASS);
    expect(await lastExecutionOf(check.id)).toBe(newer);
  });

  it('takes numbers that are none as no value', async () => {
    const id = await queue();
    await states.finish(await start(id), { ...PASS, value: Number.NaN });
    expect(await executionRow(id)).toMatchObject({ status: 'PASS', value: null });
  });
});

describe('an execution whose process died', () => {
  it('waits again and has its job, once its lease is over and not before', async () => {
    const id = await queue();
    await takeJobs(100);
    await start(id);
    await states.recoverLost([]);
    expect(await executionRow(id)).toMatchObject({ status: 'RUNNING' });
    await expireLease(id);
    await states.recoverLost([]);
    expect(await executionRow(id)).toMatchObject({ status: 'QUEUED', attempt: 1, started_at: null });
    expect(await queuedJobs()).toEqual([id]);
  });

  it('is taken over once when several processes look at the same time', async () => {
    const id = await queue();
    await takeJobs(100);
    await start(id);
    await expireLease(id);
    await Promise.all(Array.from({ length: 5 }, () => states.recoverLost([])));
    expect(await queuedJobs()).toEqual([id]);
    expect(await start(id)).toMatchObject({ attempt: 2 });
  });

  it('stays with a process that runs it still and only could not say so', async () => {
    const one = await start(await queue());
    await expireLease(one.id);
    await states.recoverLost([one]);
    expect(await executionRow(one.id)).toMatchObject({ status: 'RUNNING' });
    expect(await states.extendLeases([one])).toEqual([one]);
    await states.recoverLost([]);
    expect(await executionRow(one.id)).toMatchObject({ status: 'RUNNING' });
  });

  it('stays with a process that came back in the moment in which another would take over', async () => {
    const one = await start(await queue());
    await expireLease(one.id);
    const extending = `UPDATE executions SET leased_until = now() + interval '15 seconds' WHERE id = $1`;
    expect(await whileOther([[extending, [one.id]]], () => states.recoverLost([]))).toBe(0);
    expect(await executionRow(one.id)).toMatchObject({ status: 'RUNNING', attempt: 1 });
  });

  it('is an error after the third death, and lets the next of its check come', async () => {
    const [id, next] = [await queue(), await queue()];
    for (const death of [1, 2, 3]) {
      expect(await executionRow(id)).toMatchObject({ status: 'QUEUED', attempt: death - 1 });
      await takeJobs(100);
      await start(id);
      await expireLease(id);
      expect(await states.recoverLost([])).toBe(1);
    }
    const row = await executionRow(id);
    expect(row).toMatchObject({ status: 'ERROR', message: expect.stringContaining('stopped 3 times') });
    expect(await lastExecutionOf(check.id)).toBe(id);
    expect(await queuedJobs()).toEqual([next]);
  });

  it('is no error for having been put back in order, however often', async () => {
    const id = await queue();
    for (let stop = 0; stop < 5; stop++) await states.putBack(await start(id), 0);
    await start(id);
    await expireLease(id);
    await states.recoverLost([]);
    expect(await executionRow(id)).toMatchObject({ status: 'QUEUED', attempt: 6 });
  });
});

describe('taking work off the queue', () => {
  it('leaves it there when it does not succeed', async () => {
    const id = await queue();
    await pool().query(`
      CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'kept'; END $$;
      CREATE TRIGGER keep BEFORE DELETE ON pgboss.job FOR EACH ROW EXECUTE FUNCTION keep()`);
    await expect(takeJobs(100)).rejects.toThrow('kept');
    await pool().query('DROP TRIGGER keep ON pgboss.job; DROP FUNCTION keep');
    expect(await takeJobs(100)).toEqual([id]);
  });

  it('is an error, and not "nothing to do", when the queue cannot be asked', async () => {
    await pool().query('ALTER TABLE pgboss.job RENAME TO elsewhere');
    await expect(takeJobs(1)).rejects.toThrow('pgboss.job');
    await expect(takeMinute()).rejects.toThrow('pgboss.job');
    await pool().query('ALTER TABLE pgboss.elsewhere RENAME TO job');
  });
});

describe('an execution whose job was lost', () => {
  const age = () =>
    pool().query(`UPDATE executions SET created_at = created_at - interval '6 seconds' WHERE check_id = $1`, [
      check.id,
    ]);

  it('is queued again, the longest waiting of its check first', async () => {
    const first = await queue();
    await queue();
    await takeJobs(100);
    await age();
    await Promise.all([states.queueForgotten(), states.queueForgotten()]);
    expect(await queuedJobs()).toEqual([first]);
  });

  it('is left alone while its job is there, or another of its check runs', async () => {
    const first = await queue();
    const second = await queue();
    await age();
    expect(await states.queueForgotten()).toBe(0);
    await takeJobs(100);
    await start(first);
    expect(await states.queueForgotten()).toBe(0);
    expect(await queuedJobs()).toEqual([]);
    expect((await executionRows(check.id)).map(({ id }) => id)).toEqual([first, second]);
  });
});
