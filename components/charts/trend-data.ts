import type { ResultStatus } from '@/lib/checks/schema';

/** One finished execution of a trend. */
export type TrendPoint = { executionId: string; at: Date; status: ResultStatus; value: number | null };

/** A limit that is drawn through the whole chart. */
export type TrendLimit = { kind: 'warning' | 'critical'; value: number };

/**
 * From where to where the values reach, limits included, with some room around
 * them. Counts, none of which is below zero, start at zero or above.
 */
export function trendDomain(points: TrendPoint[], limits: TrendLimit[]): [low: number, high: number] {
  const all = [...points.flatMap(({ value }) => value ?? []), ...limits.map(({ value }) => value)];
  if (all.length === 0) return [0, 1];
  const low = all.reduce((a, b) => Math.min(a, b));
  const high = all.reduce((a, b) => Math.max(a, b));
  const room = (high - low) * 0.1 || Math.abs(high) * 0.1 || 1;
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}
