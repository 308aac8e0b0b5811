import { relativeTimeText, utcDateText, utcTimeText } from '@/components/relative-time-text';

const NOW = Date.UTC(2026, 10, 23, 12, 30, 15);
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('relative times', () => {
  it.each([
    [0, 'just now'],
    [-59_000, 'just now'],
    [-MINUTE_MS, '1 minute ago'],
    [-3.9 * MINUTE_MS, '3 minutes ago'],
    [-DAY_MS, '1 day ago'],
    [-99 * DAY_MS, '99 days ago'],
    [-120 * DAY_MS, '4 months ago'],
    [-800 * DAY_MS, '2 years ago'],
    [30_000, 'in a moment'],
    [90 * DAY_MS - 1000, 'in 90 days'],
    [365 * DAY_MS, 'in 12 months'],
  ])('%d ms from now is “%s”', (distance, text) => {
    expect(relativeTimeText(new Date(NOW + distance), NOW)).toBe(text);
  });

  it('the exact time is UTC, the same wherever it is read', () => {
    expect(utcTimeText(new Date(NOW))).toBe('2026-11-23 12:30:15 UTC');
    expect(utcDateText(new Date(Date.UTC(2026, 10, 23, 23, 59)))).toBe('Nov 23, 2026');
  });
});
