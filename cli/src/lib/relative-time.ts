const UNITS = [
  { unit: 'year', ms: 365 * 86_400_000 },
  { unit: 'month', ms: 30 * 86_400_000 },
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/** A time as people say it: `3 minutes ago`, `in 90 days`. */
export function relativeTime(iso: string, now: Date): string {
  const distanceMs = Date.parse(iso) - now.getTime();
  if (Number.isNaN(distanceMs)) return iso;
  for (const { unit, ms } of UNITS) {
    const count = Math.round(distanceMs / ms);
    if (Math.abs(distanceMs) >= ms) return words.format(count, unit);
  }
  return distanceMs > 0 ? 'in a moment' : 'just now';
}
