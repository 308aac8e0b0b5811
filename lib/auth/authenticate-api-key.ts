import 'server-only';
import type { ApiKeyActor } from '../actor';
import { findKeyWithOwner } from '../api-keys/store';
import { hashSecret, isWellFormedSecret } from '../api-keys/token';
import { recordUse } from '../api-keys/usage/last-used';
import { noteRequest } from '../request-note';
import { readBearer } from './bearer';
import { missingCredentials } from './missing-credentials';
import { Refusal, verification } from './verification';

/**
 * The API door: who a request's key belongs to, read from the database every
 * time, so that revocation, expiry and the owner's deactivation bite at once.
 * One statement. Nothing the edge found out is relied on.
 *
 * @throws AppError 401: `missing_credentials`, `invalid_token`, and, only when
 *   the full hash matched a row, `expired` or `revoked`. 503 when the database
 *   is away; never 401 for that.
 */
export function authenticateApiKey(request: Request): Promise<ApiKeyActor> {
  return verification(() => verify(request));
}

async function verify(request: Request): Promise<ApiKeyActor> {
  const bearer = readBearer(request.headers.get('authorization'));
  if (bearer.kind === 'absent') throw new Refusal('missing', 'missing_credentials', missingCredentials());
  if (bearer.kind === 'malformed') throw new Refusal('malformed', 'invalid_token', { detail: bearer.why });
  if (!isWellFormedSecret(bearer.secret)) {
    throw new Refusal('checksum', 'invalid_token', {
      detail:
        'That API key’s checksum does not fit: a character was changed or two were swapped. Copy it again.',
    });
  }
  const key = await findKeyWithOwner(hashSecret(bearer.secret));
  if (!key) throw new Refusal('unknown', 'invalid_token', { detail: 'No API key like this exists here.' });
  noteRequest({ apiKeyId: key.id });
  if (key.revokedAt) {
    throw new Refusal('revoked', 'revoked', {
      detail: 'This API key was deleted. Use another key; this one never comes back.',
    });
  }
  if (key.expiredAt) {
    throw new Refusal('expired', 'expired', {
      detail: `This API key expired on ${new Date(key.expiredAt).toISOString()}. Create a new one in Settings > API keys.`,
    });
  }
  if (key.deactivatedAt) {
    throw new Refusal('owner_deactivated', 'invalid_token', {
      detail: 'The account this API key belongs to is deactivated.',
    });
  }
  const { headers } = request;
  recordUse(
    {
      id: key.id,
      userId: key.userId,
      address: headers.get('x-forwarded-for'),
      agent: headers.get('user-agent'),
    },
    key.isUseDue,
  );
  return {
    userId: key.userId,
    email: key.email,
    isSuperadmin: key.isSuperadmin,
    via: { door: 'api_key', key: { id: key.id, canCreateKeys: key.canCreateKeys, tier: key.tier } },
  };
}
