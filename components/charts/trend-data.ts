import type { ResultStatus } from '@/lib/checks/schema';
import { compactNumberText, numberText } from '../check-value';

/** One finished execution of a trend. */
export type TrendPoint = { executionId: string; at: Date; status: ResultStatus; value: number | null };

/** A limit that is drawn through the whole chart. */
export type TrendLimit = { kind: 'warning' | 'critical'; value: number };

/** About how many lines of the grid are drawn, the lowest and the highest included. */
const GRID_LINES = 5;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** With more than this, a mark for each pass would hide the line. */
const MOST_MARKS = 40;

/**
 * Where the lines of the grid are: at numbers people count in, from below the
 * lowest value to above the highest, limits included. Counts stay whole and do
 * not go below zero.
 */
export function trendTicks(points: TrendPoint[], limits: TrendLimit[]): number[] {
  const all = [...points.flatMap(({ value }) => value ?? []), ...limits.map(({ value }) => value)];
  // Not spread into Math.min: that has a limit, and this has none.
  const low = all.reduce((a, b) => Math.min(a, b), all[0] ?? 0);
  const high = all.reduce((a, b) => Math.max(a, b), all[0] ?? 1);
  const room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 0.5;
  const from = low >= 0 ? Math.max(0, low - room) : low - room;
  const step = Math.max(
    roundStep((high + room - from) / (GRID_LINES - 1)),
    all.every(Number.isInteger) ? 1 : 0,
  );
  const first = Math.floor(from / step);
  const count = Math.ceil((high + room) / step) - first + 1;
  // Multiplied, not added up, so that 0.1 + 0.2 is no label.
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** The nearest of 1, 2 and 5, and of these times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  const digit = step / power;
  return power * (digit < Math.sqrt(2) ? 1 : digit < Math.sqrt(10) ? 2 : digit < Math.sqrt(50) ? 5 : 10);
}

/** What stands beside the lines of the grid: short, unless that would call two of them the same. */
export function tickText(ticks: number[]): (value: number) => string {
  const isClear = new Set(ticks.map(compactNumberText)).size === ticks.length;
  return isClear ? compactNumberText : numberText;
}

/** What stands below the points: days, or for points of few days the time in UTC as well. */
export function trendTimeText(points: TrendPoint[]): (point: TrendPoint | undefined) => string {
  const [first, last] = [points[0], points.at(-1)];
  const span = first && last ? last.at.getTime() - first.at.getTime() : 0;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: 'UTC',
    ...(span > DAY_MS / 2 && ({ month: 'short', day: 'numeric' } as const)),
    ...(span < 3 * DAY_MS && ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const)),
  });
  return (point) => (point ? format.format(point.at) : '');
}

/** Whether a point has a mark of its own: in a long trend only what stands out, the newest, and what no line reaches. */
export function hasMark(points: TrendPoint[], index: number): boolean {
  const valueAt = (place: number) => points[place]?.value ?? null;
  const isAlone = valueAt(index - 1) === null && valueAt(index + 1) === null;
  return (
    points.length <= MOST_MARKS || points[index]?.status !== 'PASS' || index === points.length - 1 || isAlone
  );
}
