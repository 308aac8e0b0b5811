import cronParser from 'cron-parser';
import cronstrue from 'cronstrue';
import { DAY, isTimezone, MINUTE, momentsOf, offsetAt } from './clock';
import type { Schedule } from './schema';

/**
 * When checks run by themselves: pure, so that forms, pages and the worker say
 * the same. The parser only reads expressions here. Its own way from one time
 * to the next takes milliseconds, too long for thousands of checks a minute,
 * and looking back it finds other times than looking ahead where clocks change.
 */

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

/** The next times after a moment; fewer only when there are no more. */
export function nextRuns({ cron, timezone }: Schedule, from: Date, count: number): Date[] {
  const plan = planOf(cron);
  const runs: number[] = [];
  let last = from.getTime();
  const today = localDay(timezone, last);
  let end = today + HORIZON;
  // Yesterday counts, because clocks may have moved its last times to today.
  for (let day = today - DAY; day <= end; day += DAY) {
    if (!plan.isDay(day)) continue;
    for (const run of momentsOf(timezone, day, plan.times, plan.isEveryHour)) {
      if (run <= last) continue;
      runs.push(run);
      last = run;
      if (runs.length === count) return runs.map((time) => new Date(time));
    }
    end = day + HORIZON;
  }
  return runs.map((time) => new Date(time));
}

/** The last time at or before a moment: the one that `nextRuns` would have named. */
export function previousRun({ cron, timezone }: Schedule, at: Date): Date {
  const plan = planOf(cron);
  const today = localDay(timezone, at.getTime());
  for (let day = today; day >= today - HORIZON; day -= DAY) {
    if (!plan.isDay(day)) continue;
    const runs = momentsOf(timezone, day, plan.times, plan.isEveryHour);
    const last = runs.filter((run) => run <= at.getTime()).at(-1);
    if (last !== undefined) return new Date(last);
  }
  throw new Error('a schedule that was accepted has a time');
}

/** "At 06:00, every day (Europe/Paris)". */
export function describeSchedule({ cron, timezone }: Schedule): string {
  const text = cronstrue.toString(cron, { use24HourTimeFormat: true, verbose: true });
  return `${text} (${timezone})`;
}

/** Longer than from any 29 February to the next, over a turn of the century. */
const HORIZON = 366 * 9 * DAY;

type Plan = {
  /** Whether it runs on a day, given as its midnight in UTC. */
  isDay(day: number): boolean;
  /** When on such a day, since midnight. */
  times: number[];
  isEveryHour: boolean;
};

/** Expressions repeat from minute to minute and from check to check. */
const plans = new Map<string, Plan>();
const MAX_PLANS = 1000;

function planOf(cron: string): Plan {
  let plan = plans.get(cron);
  if (!plan) {
    if (plans.size >= MAX_PLANS) plans.clear();
    plan = makePlan(cron);
    plans.set(cron, plan);
  }
  return plan;
}

function makePlan(cron: string): Plan {
  const { minute, hour, dayOfMonth, month, dayOfWeek } = cronParser.parseExpression(cron, {
    tz: 'UTC',
  }).fields;
  const [days, months] = [new Set<unknown>(dayOfMonth), new Set<number>(month)];
  const weekdays = new Set([...dayOfWeek].map((weekday) => weekday % 7));
  // As cron does it: of a day of the month and a day of the week, either will do, unless one is left open.
  const [, , dateField = '*', , weekdayField = '*'] = fieldsOf(cron);
  const isEither = !dateField.startsWith('*') && !weekdayField.startsWith('*');
  return {
    isDay: (day) => {
      const date = new Date(day);
      if (!months.has(date.getUTCMonth() + 1)) return false;
      const [byDate, byWeekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
      return isEither ? byDate || byWeekday : byDate && byWeekday;
    },
    times: hour.flatMap((h) => minute.map((m) => (h * 60 + m) * MINUTE)),
    isEveryHour: hour.length === 24,
  };
}

function fieldsOf(cron: string): string[] {
  return cron.split(/\s+/).filter(Boolean);
}

/** The day that a place's calendar shows at a moment, as its midnight would be in UTC. */
function localDay(timezone: string, at: number): number {
  return Math.floor((at + offsetAt(timezone, at)) / DAY) * DAY;
}

/** What stands between the commas of a field. Its parts end where the next begins, so no text takes long to refuse. */
const CRON_ITEM = /^(?:\*|(?:\d{1,4}|[a-z]{3})(?:-(?:\d{1,4}|[a-z]{3}))?)(?:\/\d{1,4})?$/i;

function faultOfCron(cron: string): string | null {
  const fields = fieldsOf(cron);
  if (fields.length !== 5) {
    return fields.length === 6
      ? 'Leave out the seconds: use five fields, minute, hour, day of the month, month and day of the week, like 0 6 * * *.'
      : 'Use five fields: minute, hour, day of the month, month and day of the week, like 0 6 * * *.';
  }
  // The parser also knows L, # and ?, which no two systems read alike.
  if (!fields.every((field) => field.split(',').every((item) => CRON_ITEM.test(item)))) return NO_CRON;
  try {
    const runs = nextRuns({ cron, timezone: 'UTC' }, new Date(), 1);
    cronstrue.toString(cron);
    return runs.length === 0 ? NEVER : null;
  } catch (error) {
    return reasonOf(error);
  }
}

const NEVER = 'There is no such day: this would never run.';
const NO_CRON =
  'This is no cron expression. Use numbers, *, ranges like 1-5, lists like 1,15 and steps like */10.';

/** The library's words, where they help. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const [, value, range] = /got (?:value|range) (\S+) expected range (\S+)/.exec(message) ?? [];
  if (value && range) return `${value} is out of range: this field takes ${range.replace('-', ' to ')}.`;
  return /explicit day of month/i.test(message) ? NEVER : NO_CRON;
}
