/** How long pauses are, in milliseconds. */
export type Pace = {
  /** The longest pause before the first retry; it doubles with each. */
  retryMs: number;
  /** The pause before an unfinished execution is first asked for again; it grows. */
  pollMs: number;
};

export const DEFAULT_PACE: Pace = { retryMs: 500, pollMs: 500 };

const MAX_RETRY_MS = 8_000;
const MAX_POLL_MS = 5_000;

/**
 * The pause before a retry, with full jitter, so that clients that failed
 * together do not come back together; on top of what the server asked for.
 *
 * @param tries How many tries there were, from 1.
 */
export function retryPause({ retryMs }: Pace, tries: number, retryAfterMs: number | null): number {
  return (retryAfterMs ?? 0) + Math.random() * Math.min(MAX_RETRY_MS, retryMs * 2 ** (tries - 1));
}

/** The pause before the next look at an execution: half as long again each time. */
export function pollPause({ pollMs }: Pace, looks: number): number {
  return Math.min(MAX_POLL_MS, pollMs * 1.5 ** looks);
}

/** `Retry-After`, which is seconds or a date, in milliseconds from now; null when it is neither. */
export function readRetryAfter(header: string | null, now = Date.now()): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  // `Date.parse` finds a date in almost anything; those of HTTP end like this.
  const date = / GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
