import 'server-only';
import { db, pool } from '../db';

/** The connections of this process. */
export function poolNumbers(): { total: number; idle: number; waiting: number; max: number } {
  const { totalCount, idleCount, waitingCount, options } = pool();
  return { total: totalCount, idle: idleCount, waiting: waitingCount, max: options.max ?? 0 };
}

/** Counting ends here, so that a queue that has run away costs no more. */
const COUNTED_AT_MOST = 100_000;

export type Unfinished = { queued: number; running: number };

/**
 * How many executions wait and run. Their rows are counted and not the queue's
 * jobs: a job is off the queue before its execution starts, and one that waits
 * for another of its check has none.
 */
export async function countUnfinished(): Promise<Unfinished> {
  const [counts] = await db().$queryRaw<Unfinished[]>`
    SELECT count(*) FILTER (WHERE status = 'QUEUED')::int AS queued,
           count(*) FILTER (WHERE status = 'RUNNING')::int AS running
      FROM (SELECT status FROM executions WHERE status IN ('QUEUED', 'RUNNING')
             LIMIT ${COUNTED_AT_MOST}::int) unfinished`;
  return counts ?? { queued: 0, running: 0 };
}
