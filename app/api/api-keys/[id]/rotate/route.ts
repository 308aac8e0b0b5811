import { toApiKeyJson } from '@/lib/api-keys/json';
import { rotateApiKey } from '@/lib/api-keys/rotation/rotation';
import { rotateApiKeyOperation } from '@/lib/http/operations/api-keys';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: withApiKey(rotateApiKeyOperation, async ({ actor, params, headers, body }) => {
    const { apiKey, secret, replaces } = await rotateApiKey(
      actor,
      params.id,
      { overlapHours: body.overlap_hours, expiresInDays: body.expires_in_days },
      { idempotencyKey: headers['idempotency-key'] },
    );
    return { ...toApiKeyJson(apiKey), full_key: secret, replaces: toApiKeyJson(replaces) };
  }),
});
