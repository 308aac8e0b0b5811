import cronParser from 'cron-parser';
import cronstrue from 'cronstrue';
import type { Schedule } from './schema';

/** When checks run by themselves: pure, so that forms, pages and the worker say the same. */

export type ScheduleFault = { field: keyof Schedule; message: string };

/** Everything that keeps a schedule from being one. */
export function scheduleFaults({ cron, timezone }: Schedule): ScheduleFault[] {
  const faults: ScheduleFault[] = [];
  const cronFault = faultOfCron(cron);
  if (cronFault) faults.push({ field: 'cron', message: cronFault });
  if (!isTimezone(timezone)) {
    faults.push({
      field: 'timezone',
      message: 'Name a time zone of the IANA database, like Europe/Paris or UTC.',
    });
  }
  return faults;
}

/** The next times after a moment. */
export function nextRuns(schedule: Schedule, from: Date, count: number): Date[] {
  const times = iterate(schedule, from);
  return Array.from({ length: count }, () => times.next().toDate());
}

const HOUR_MS = 3_600_000;
/** No place changes its clocks there and back again in less. */
const SHORTEST_SUMMER_TIME_MS = 20 * 24 * HOUR_MS;

/** The last time at or before a moment: the one that `nextRuns` would have named. */
export function previousRun(schedule: Schedule, at: Date): Date {
  // The iterator looks strictly before, and in whole seconds.
  const before = new Date(Math.floor(at.getTime() / 1000) * 1000 + 1000);
  const previous = iterate(schedule, before).prev().toDate();
  const start = new Date(previous.getTime() - 3 * HOUR_MS);
  if (
    at.getTime() - start.getTime() < SHORTEST_SUMMER_TIME_MS &&
    offsetAt(schedule.timezone, start) === offsetAt(schedule.timezone, at)
  ) {
    return previous;
  }
  // Where clocks were changed, looking back skips or repeats times that looking ahead does not.
  const times = iterate(schedule, start);
  let last = previous;
  for (let time = times.next().toDate(); time <= at; time = times.next().toDate()) last = time;
  return last;
}

/** "At 06:00, every day (Europe/Paris)". */
export function describeSchedule({ cron, timezone }: Schedule): string {
  const text = cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: true });
  return `${text} (${timezone})`;
}

function iterate({ cron, timezone }: Schedule, currentDate: Date) {
  return cronParser.parseExpression(cron, { currentDate, tz: timezone });
}

function faultOfCron(cron: string): string | null {
  const fields = cron.split(/\s+/).filter(Boolean);
  if (fields.length !== 5) {
    return fields.length === 6
      ? 'Leave out the seconds: use five fields, minute, hour, day of the month, month and day of the week, like 0 6 * * *.'
      : 'Use five fields: minute, hour, day of the month, month and day of the week, like 0 6 * * *.';
  }
  try {
    cronParser.parseExpression(cron, { tz: 'UTC' }).next();
    cronstrue.toString(cron);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** The library's words, where they help. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const [, value, range] = /got (?:value|range) (\S+) expected range (\S+)/.exec(message) ?? [];
  if (value && range) return `${value} is out of range: this field takes ${range.replace('-', ' to ')}.`;
  if (/loop limit|explicit day of month/i.test(message)) {
    return 'There is no such day: this would never run.';
  }
  return 'This is no cron expression. Use numbers, *, ranges like 1-5, lists like 1,15 and steps like */10.';
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>();

/** How far a place's clocks are from UTC, as text to compare: "GMT+02:00". */
function offsetAt(timezone: string, at: Date): string | undefined {
  let format = offsetFormats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' });
    offsetFormats.set(timezone, format);
  }
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
}

function isTimezone(timezone: string): boolean {
  // Offsets like +01:00, which some versions of the runtime take, know nothing of summer time.
  if (!/^[A-Za-z]/.test(timezone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return true;
  } catch {
    return false;
  }
}
