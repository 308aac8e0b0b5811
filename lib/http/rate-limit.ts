import 'server-only';
import type { ActorKey } from '../actor';
import { AppError } from '../errors/app-error';
import { countVerification } from '../metrics/counting';
import { type Quota, takeFromQuota } from '../rate-limits/quota';
import { noteRequest } from '../request-note';
import type { AnswerHeaders } from './answering';

/**
 * Counts a request of a key that was found good, and notes what is left for the
 * answer, whatever that will be.
 *
 * @throws AppError `rate_limited`
 */
export async function limitRate(key: ActorKey, headers: AnswerHeaders): Promise<void> {
  const quota = await takeFromQuota(key);
  if (!quota) return;
  headers['X-RateLimit-Limit'] = String(quota.limit);
  headers['X-RateLimit-Remaining'] = String(quota.remaining);
  headers['X-RateLimit-Reset'] = String(Math.ceil((Date.now() + quota.msLeft) / 1000));
  if (!quota.isExceeded) return;
  countVerification('rate_limited', 0);
  noteRequest({ verification: 'rate_limited' });
  throw exceeded(key, quota);
}

function exceeded({ tier }: ActorKey, { limit, per, msLeft }: Quota): AppError {
  const seconds = Math.max(1, Math.ceil(msLeft / 1000));
  const wait = seconds === 1 ? 'a second' : seconds < 120 ? `${seconds} seconds` : minutes(seconds);
  return new AppError('rate_limited', {
    detail: `This API key has used up the ${limit.toLocaleString('en-US')} requests that its tier, ${tier}, has for one ${per}. Try again in ${wait}, or ask a superadmin for a higher tier.`,
    retryAfterSeconds: seconds,
  });
}

function minutes(seconds: number): string {
  return `${Math.ceil(seconds / 60)} minutes`;
}
