/** Local clocks and UTC, by the time zone database of the runtime. All times are milliseconds. */

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Names are the same in any capitals, so people could have more of them than there are places. */
const MAX_FORMATS = 500;

/** Whether this is a name of the IANA time zone database. */
export function isTimezone(timezone: string): boolean {
  // Offsets like +01:00, which some versions of the runtime take, know nothing of summer time.
  if (!/^[A-Za-z]/.test(timezone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: timezone }));
  } catch {
    return false;
  }
}

/** How far ahead of UTC a place's clocks are at a moment. */
export function offsetAt(timezone: string, at: number): number {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' });
    if (formats.size >= MAX_FORMATS) formats.clear();
    formats.set(timezone, format);
  }
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(at)) ?? [];
  const size = Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE;
  return sign === '-' ? -size : size;
}

/**
 * The moments at which a place's clocks show times of one day, in order. Of a
 * time that comes twice as clocks are put back, it is the first, or both when
 * `isRepeated`; for one that is left out as they are put forward, it is as much later.
 *
 * @param day The day, as its midnight would be in UTC.
 * @param times Each as the time since midnight, in order.
 */
export function momentsOf(timezone: string, day: number, times: number[], isRepeated: boolean): number[] {
  // No place is further from UTC than this, so the whole day lies between the two.
  const before = offsetAt(timezone, day - 15 * HOUR);
  const after = offsetAt(timezone, day + DAY + 15 * HOUR);
  if (before === after) return times.map((time) => day + time - before);
  const moments = times.flatMap((time) => {
    const [early, late] = [day + time - before, day + time - after];
    const shown = [early, late].filter((moment) => moment + offsetAt(timezone, moment) === day + time);
    if (shown.length === 0) return [early];
    return isRepeated ? shown : shown.slice(0, 1);
  });
  return [...new Set(moments)].sort((a, b) => a - b);
}
