import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import { AppError } from '../errors/app-error';
import { networkOf } from '../network';

/**
 * How often a network may fail to show a key before it is told to slow down.
 * Only such failures are counted, and only they are refused: a good key is looked
 * at whatever others behind the same address do, and whoever holds one that is
 * known, and dead, is always told what became of it.
 *
 * Runs at the edge, which turns away what has no shape, and in the handlers,
 * which turn away what does not exist. Each process counts for itself, and each
 * of the two: to guess is hopeless anyway, so this bounds noise, not risk.
 */
const SECONDS = 60;
const PRESET = 100;

let limiter: RateLimiterMemory | undefined;

/** @returns the error to answer with: the one given, or `too_many_attempts` instead */
export async function countFailure(error: AppError, address: string | null): Promise<AppError> {
  if (process.env.QARION_RATE_LIMIT === 'off') return error;
  limiter ??= new RateLimiterMemory({ points: pointsOf(), duration: SECONDS });
  const { isExceeded, msBeforeNext } = await limiter.consume(networkOf(address ?? 'unknown')).then(
    ({ msBeforeNext }) => ({ isExceeded: false, msBeforeNext }),
    ({ msBeforeNext }: { msBeforeNext: number }) => ({ isExceeded: true, msBeforeNext }),
  );
  if (!isExceeded) return error;
  return new AppError('too_many_attempts', {
    detail: `Too many requests without a valid API key came from your address. Put the key right, then try again in ${seconds(msBeforeNext)}.`,
    retryAfterSeconds: Math.ceil(msBeforeNext / 1000),
  });
}

/** Read here and not from the parsed environment, which does not exist at the edge. */
function pointsOf(): number {
  return Number(process.env.QARION_FAILED_ATTEMPTS_PER_MINUTE) || PRESET;
}

function seconds(ms: number): string {
  const count = Math.ceil(ms / 1000);
  return count === 1 ? 'a second' : `${count} seconds`;
}
