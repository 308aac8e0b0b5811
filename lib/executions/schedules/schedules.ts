import 'server-only';
import { previousRun } from '../../checks/schedule';
import { logger } from '../../logger';
import { databaseTime, findScheduledChecks, insertTicks, type ScheduledCheck, type Tick } from './store';

/** After an outage, ticks this old are not made up for. */
const OLDEST_TICK_MS = 10 * 60 * 1000;
/** Each batch is one transaction. */
const BATCH = 100;

/**
 * Queues the executions that schedules ask for: each check's newest tick, unless
 * it is there already. Any number of processes may do this at once.
 *
 * @returns how many were queued
 */
export async function scheduleDue(now?: Date): Promise<number> {
  const at = now ?? (await databaseTime());
  const ticks = (await findScheduledChecks()).flatMap((check) => dueTick(check, at) ?? []);
  let queued = 0;
  for (let start = 0; start < ticks.length; start += BATCH) {
    queued += await insertTicks(ticks.slice(start, start + BATCH));
  }
  return queued;
}

/** A schedule counts from when the check was made or last changed. */
function dueTick({ id, spaceId, cron, timezone, updatedAt }: ScheduledCheck, at: Date): Tick | null {
  try {
    const scheduledFor = previousRun({ cron, timezone }, at);
    const isDue = scheduledFor > updatedAt && at.getTime() - scheduledFor.getTime() <= OLDEST_TICK_MS;
    return isDue ? { checkId: id, spaceId, scheduledFor } : null;
  } catch (error) {
    // One schedule that cannot be read must not keep the others from running.
    logger.warn({ error, checkId: id }, 'the schedule of a check cannot be read');
    return null;
  }
}
