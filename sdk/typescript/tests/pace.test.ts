import { DEFAULT_PACE, pollPause, readRetryAfter, retryPause } from '../src/pace.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('the pause before a retry', () => {
  const pauses = (tries: number, retryAfterMs: number | null = null) =>
    Array.from({ length: 2_000 }, () => retryPause(DEFAULT_PACE, tries, retryAfterMs));

  it.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [5, 8_000],
    [30, 8_000],
  ])('after %i tries is anything from nothing to %i ms', (tries, most) => {
    const all = pauses(tries);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...all)).toBeLessThanOrEqual(most);
    // Of 2,000 even draws, some fall into the lowest and some into the highest twentieth.
    expect(Math.min(...all)).toBeLessThan(most * 0.05);
    expect(Math.max(...all)).toBeGreaterThan(most * 0.95);
  });

  it('is never shorter than the server asked for, and not the same for all', () => {
    const all = pauses(1, 3_000);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(3_000);
    expect(new Set(all).size).toBeGreaterThan(1_000);
  });
});

it('the pause before a look at an execution grows to five seconds', () => {
  const looks = [0, 1, 2, 3, 4, 5, 6, 100];
  expect(looks.map((look) => Math.round(pollPause(DEFAULT_PACE, look)))).toEqual([
    500, 750, 1125, 1688, 2531, 3797, 5000, 5000,
  ]);
});

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    ['-1', null],
    ['1e3', null],
    [null, null],
  ])('%p is %p ms', (header, ms) => {
    expect(readRetryAfter(header, NOW)).toBe(ms);
  });
});
