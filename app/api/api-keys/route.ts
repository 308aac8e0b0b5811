import { createApiKey, listApiKeys } from '@/lib/api-keys/api-keys';
import { toApiKeyJson } from '@/lib/api-keys/json';
import { createApiKeyOperation, listApiKeysOperation } from '@/lib/http/operations/api-keys';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listApiKeysOperation, async ({ actor }) => {
    return (await listApiKeys(actor)).map(toApiKeyJson);
  }),

  POST: withApiKey(createApiKeyOperation, async ({ actor, body }) => {
    const expiresInDays = body.expires_in_days ?? null;
    const { apiKey, secret } = await createApiKey(actor, { name: body.name, expiresInDays });
    return { ...toApiKeyJson(apiKey), full_key: secret };
  }),
});
