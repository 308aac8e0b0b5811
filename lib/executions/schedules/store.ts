import 'server-only';
import { db } from '../../db';
import { transaction } from '../queue/store';
import { timeOf } from '../store';

/** Everything the database is asked about checks that run by themselves. */

export type ScheduledCheck = {
  id: string;
  spaceId: string;
  cron: string;
  timezone: string;
  updatedAt: Date;
};

/** The checks that have a schedule and no scheduled execution that still waits to start. */
export function findScheduledChecks(): Promise<ScheduledCheck[]> {
  return db().$queryRaw<ScheduledCheck[]>`
    SELECT id, space_id AS "spaceId", schedule_cron AS cron,
      coalesce(schedule_timezone, 'UTC') AS timezone, updated_at AS "updatedAt"
    FROM checks c
    WHERE schedule_cron IS NOT NULL AND archived_at IS NULL AND check_type <> 'custom'
      AND NOT EXISTS (
        SELECT 1 FROM executions e WHERE e.check_id = c.id AND e.status = 'QUEUED' AND e.via = 'schedule')
    ORDER BY id`;
}

export type Tick = { checkId: string; spaceId: string; scheduledFor: Date };

/** Queues one execution for each tick that has none yet. Returns how many that were. */
export function insertTicks(ticks: Tick[]): Promise<number> {
  return transaction(async (tx, send) => {
    const createdAt = await timeOf(tx);
    const rows = await tx.execution.createManyAndReturn({
      data: ticks.map((tick) => ({ ...tick, via: 'schedule' as const, createdAt })),
      skipDuplicates: true,
      select: { id: true },
    });
    await send(rows.map(({ id }) => id));
    return rows.length;
  });
}

export function databaseTime(): Promise<Date> {
  return timeOf(db());
}
