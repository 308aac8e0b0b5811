import 'server-only';
import type { ApiKeyActor } from '../actor';
import { countKeyRequest } from '../api-keys/usage/request-counts';
import { authenticateApiKey } from '../auth/authenticate-api-key';
import { Refusal } from '../auth/verification';
import { countFailure } from '../rate-limits/failed-attempts';
import type { RequestNote } from '../request-note';
import type { AnswerHeaders } from './answering';
import { limitRate } from './rate-limit';

/**
 * Who asks, and whether they may ask so much. The key is always looked at
 * first: one that was revoked is told so, however often it comes.
 */
export async function admit(
  request: Request,
  note: RequestNote,
  headers: AnswerHeaders,
): Promise<ApiKeyActor> {
  const actor = await authenticateApiKey(request).catch(async (error: unknown) => {
    const isGuess = error instanceof Refusal && error.isOfNoKey;
    throw isGuess ? await countFailure(error, request.headers.get('x-forwarded-for')) : error;
  });
  note.apiKeyId = actor.via.key.id;
  await limitRate(actor.via.key, headers);
  countKeyRequest(actor);
  return actor;
}
