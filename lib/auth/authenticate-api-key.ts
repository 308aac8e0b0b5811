import 'server-only';
import type { ApiKeyActor } from '../actor';
import { recordUse } from '../api-keys/last-used';
import { findKeyWithOwner } from '../api-keys/store';
import { hashSecret, isWellFormedSecret } from '../api-keys/token';
import { redactKeys } from '../logger';
import { noteRequest } from '../request-note';
import { readBearer } from './bearer';
import { missingCredentials } from './missing-credentials';
import { Refusal, verification } from './verification';

const AGENT_MAX_LENGTH = 200;

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
  const now = new Date();
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
      detail: `This API key expired on ${key.expiredAt.toISOString()}. Create a new one in Settings > API keys.`,
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
      usedAt: now,
      address: headers.get('x-forwarded-for'),
      agent: readAgent(headers),
    },
    key.lastUsedAt,
  );
  return {
    userId: key.userId,
    email: key.email,
    isSuperadmin: key.isSuperadmin,
    via: { door: 'api_key', key: { id: key.id, canCreateKeys: key.canCreateKeys, tier: key.tier } },
  };
}

/** What the client calls itself; a key that somebody put there by mistake is not kept. */
function readAgent(headers: Headers): string | null {
  const agent = headers.get('user-agent');
  return agent && redactKeys(agent).slice(0, AGENT_MAX_LENGTH);
}
