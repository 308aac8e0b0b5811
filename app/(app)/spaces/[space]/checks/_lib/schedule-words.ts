import { describeSchedule, nextRuns, scheduleFaults } from '@/lib/checks/schedule';
import type { Schedule } from '@/lib/checks/schema';

/** "At 06:00, Monday through Friday (Europe/Berlin)". */
export function scheduleText(schedule: Schedule): string {
  // Whatever was saved by an earlier version is shown, even if only as it was written.
  return scheduleFaults(schedule).length === 0
    ? describeSchedule(schedule)
    : `${schedule.cron} (${schedule.timezone})`;
}

/** When a schedule is due next, as its place's clocks show it: "Tue, Nov 24, 06:00". */
export function nextRunTexts(schedule: Schedule, from: Date, count: number): string[] {
  if (scheduleFaults(schedule).length > 0) return [];
  const format = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: schedule.timezone,
  });
  return nextRuns(schedule, from, count).map((time) => format.format(time));
}
