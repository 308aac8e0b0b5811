import 'server-only';
import type { ApiKeyActor } from '../actor';
import { AppError, type AppErrorOptions } from '../errors/app-error';
import type { ErrorCode } from '../errors/codes';
import { countVerification } from '../metrics/counting';
import type { Outcome } from '../metrics/outcomes';
import { currentNote, noteRequest } from '../request-note';
import { traced } from '../tracing/tracing';

/** A key that is not accepted. The outcome tells operators more than the code tells the caller. */
export class Refusal extends AppError {
  constructor(
    readonly outcome: Exclude<Outcome, 'accepted' | 'unavailable'>,
    code: ErrorCode,
    options: AppErrorOptions,
  ) {
    super(code, options);
  }

  /** Whether no key was shown that is known here, as when somebody guesses. */
  get isOfNoKey(): boolean {
    return OF_NO_KEY.has(this.outcome);
  }
}

const OF_NO_KEY: ReadonlySet<Outcome> = new Set(['missing', 'malformed', 'checksum', 'unknown']);

/**
 * Verifies a key and says how that ended to whoever watches the server: in the
 * metrics, in the request's line of the log, and in its trace. Whatever keeps
 * it from being verified at all is `unavailable`.
 */
export function verification(verify: () => Promise<ApiKeyActor>): Promise<ApiKeyActor> {
  return traced('verify key', async (span) => {
    const startedAt = performance.now();
    let outcome: Outcome = 'unavailable';
    try {
      const actor = await verify();
      outcome = 'accepted';
      return actor;
    } catch (error) {
      if (error instanceof Refusal) outcome = error.outcome;
      throw error;
    } finally {
      countVerification(outcome, (performance.now() - startedAt) / 1000);
      noteRequest({ verification: outcome });
      span?.setAttribute('qarion.key.outcome', outcome);
      const keyId = currentNote()?.apiKeyId;
      if (keyId) span?.setAttribute('qarion.key.id', keyId);
    }
  });
}
