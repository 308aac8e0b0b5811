const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** From the largest unit down: the first whose threshold the distance reaches is used. */
const UNITS: { unit: Intl.RelativeTimeFormatUnit; ms: number; fromMs: number }[] = [
  { unit: 'year', ms: 365 * DAY_MS, fromMs: 2 * 365 * DAY_MS },
  { unit: 'month', ms: 30 * DAY_MS, fromMs: 100 * DAY_MS },
  { unit: 'day', ms: DAY_MS, fromMs: DAY_MS },
  { unit: 'hour', ms: HOUR_MS, fromMs: HOUR_MS },
  { unit: 'minute', ms: MINUTE_MS, fromMs: MINUTE_MS },
];

const FORMAT = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** "3 minutes ago", "in 29 days". Under a minute either way is "just now" or "in a moment". */
export function relativeTimeText(time: Date, now: number): string {
  const distance = time.getTime() - now;
  const found = UNITS.find(({ fromMs }) => Math.abs(distance) >= fromMs);
  if (!found) return distance > 0 ? 'in a moment' : 'just now';
  // What is past has lasted whole units; what is to come is named by the nearest: a 90-day key ends "in 90 days".
  const count = distance > 0 ? Math.round(distance / found.ms) : Math.ceil(distance / found.ms);
  return FORMAT.format(count, found.unit);
}

/** "2026-11-23 01:41:22 UTC": the same in every time zone and locale. */
export function utcTimeText(time: Date): string {
  return `${time.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "Nov 23, 2026" in UTC, so that server and browser agree on it. */
export function utcDateText(time: Date): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' }).format(time);
}
