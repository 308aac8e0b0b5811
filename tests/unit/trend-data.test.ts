import { sparklinePath } from '@/components/charts/sparkline-path';
import {
  hasMark,
  type TrendPoint,
  tickText,
  trendTicks,
  trendTimeText,
} from '@/components/charts/trend-data';

const START = Date.UTC(2026, 10, 24, 22);
const HOUR_MS = 3_600_000;

function pointsOf(values: (number | null)[], everyMs = 24 * HOUR_MS): TrendPoint[] {
  return values.map((value, index) => ({
    executionId: String(index),
    at: new Date(START + index * everyMs),
    status: value === null ? 'ERROR' : 'PASS',
    value,
  }));
}

const limit = (value: number) => ({ kind: 'critical' as const, value });

test.each([
  { title: 'shares', values: [76, 81.51, 79.17], limits: [70, 78], ticks: [65, 70, 75, 80, 85] },
  { title: 'counts', values: [0, 3, 5], limits: [0], ticks: [0, 1, 2, 3, 4, 5, 6] },
  { title: 'counts that never change', values: [0, 0], limits: [0], ticks: [0, 1] },
  { title: 'one value', values: [2400], limits: [], ticks: [2250, 2300, 2350, 2400, 2450, 2500, 2550] },
  {
    title: 'values below zero',
    values: [-0.12, 0.07],
    limits: [],
    ticks: [-0.15, -0.1, -0.05, 0, 0.05, 0.1],
  },
  { title: 'errors alone', values: [null, null], limits: [], ticks: [0, 1, 2] },
])(
  'the grid of a trend lies at round numbers around everything there is: $title',
  ({ values, limits, ticks }) => {
    expect(trendTicks(pointsOf(values), limits.map(limit))).toEqual(ticks);
  },
);

test('no two lines of the grid are called the same', () => {
  for (const values of [
    [1_000_000, 1_000_400],
    [1.001, 1.02],
    [0.0001, 0.0009],
    [3, 9],
  ]) {
    const ticks = trendTicks(pointsOf(values), []);
    expect(new Set(ticks.map(tickText(ticks))).size).toBe(ticks.length);
  }
  expect([0, 20_000].map(tickText([0, 20_000]))).toEqual(['0', '20K']);
});

test('what stands below a trend tells its points apart, whether they are minutes or weeks apart', () => {
  const texts = (everyMs: number) => {
    const points = pointsOf([1, 2], everyMs);
    return points.map(trendTimeText(points));
  };
  expect(texts(HOUR_MS / 60)).toEqual(['22:00', '22:01']);
  expect(texts(26 * HOUR_MS)).toEqual(['Nov 24, 22:00', 'Nov 26, 00:00']);
  expect(texts(24 * 7 * HOUR_MS)).toEqual(['Nov 24', 'Dec 1']);
  expect(trendTimeText([])(undefined)).toBe('');
});

test('a long trend marks what stands out, the newest, and what no line reaches, and nothing else', () => {
  const values = Array.from({ length: 50 }, (): number | null => 1);
  values[10] = null;
  values[12] = null;
  const points = pointsOf(values);
  const marked = points.flatMap((_, index) => (hasMark(points, index) ? [index] : []));
  expect(marked).toEqual([10, 11, 12, 49]);
  expect(points.slice(0, 5).every((_, index) => hasMark(points.slice(0, 5), index))).toBe(true);
});

test('a value between two that are missing is still drawn in a sparkline', () => {
  const at = (x: number) => ({ x, y: 1 });
  expect(sparklinePath([at(1), at(2), null, at(4), null])).toBe('M1 1L2 1M4 1h0');
});
