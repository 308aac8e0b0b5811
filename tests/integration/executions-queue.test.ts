import { setTimeout as wait } from 'node:timers/promises';
import { openQueue, takeMinute } from '@/lib/executions/queue/store';
import { DatabaseProxy } from '../support/database-proxy';
import { withClient } from '../support/sql';

const { DATABASE_URL: direct = '' } = process.env;
let database: DatabaseProxy;
beforeAll(async () => {
  database = await DatabaseProxy.start(direct);
  // Before the first query, so that everything goes through it.
  process.env.DATABASE_URL = database.url;
});
afterAll(() => database.stop());

/** Opens it as a process does that has not yet. */
function openAnew(): Promise<void> {
  Reflect.deleteProperty(globalThis, 'qarionQueue');
  return openQueue();
}

it('many that open the queue at once, before anybody has, all find it made', async () => {
  for (let round = 0; round < 4; round += 1) {
    await withClient(direct, (other) => other.query('DROP SCHEMA IF EXISTS pgboss CASCADE'));
    await Promise.all(Array.from({ length: 8 }, openAnew));
  }
});

it('a connection that breaks while the queue is asked fails that question, and neither the process nor the next one', async () => {
  await openQueue();
  await withClient(direct, async (other) => {
    await other.query('BEGIN; LOCK TABLE pgboss.job IN ACCESS EXCLUSIVE MODE');
    const asked = expect(takeMinute()).rejects.toThrow();
    const isWaiting = async () => {
      const { rowCount } = await other.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
      );
      return rowCount !== 0;
    };
    while (!(await isWaiting())) await wait(20);
    database.cut();
    await asked;
    database.restore();
    await other.query('ROLLBACK');
  });
  expect(await takeMinute()).toBe(true);
});
