import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '../env';
import { AppError } from '../errors/app-error';

const BEARER = /^bearer +(\S+)$/i;

/**
 * Lets nobody see the metrics without the token, where one is set. API keys do
 * not open them: no key's owner is in charge of the server. The edge knows
 * nothing of this; the path is on the public list, and here is decided.
 */
export function requireMetricsToken(request: Request): void {
  const expected = env().QARION_METRICS_TOKEN;
  if (!expected) return;
  const [, given] = BEARER.exec(request.headers.get('authorization') ?? '') ?? [];
  if (given === undefined) {
    throw new AppError('missing_credentials', {
      detail: 'Send the token that QARION_METRICS_TOKEN holds: Authorization: Bearer <token>.',
    });
  }
  if (!timingSafeEqual(digest(given), digest(expected))) {
    throw new AppError('invalid_token', { detail: 'That is not the token of QARION_METRICS_TOKEN.' });
  }
}

/** Of one length, whatever the text's is. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
