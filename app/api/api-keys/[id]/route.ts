import { getApiKey, renameApiKey, revokeApiKey } from '@/lib/api-keys/api-keys';
import { toApiKeyJson } from '@/lib/api-keys/json';
import {
  getApiKeyOperation,
  renameApiKeyOperation,
  revokeApiKeyOperation,
} from '@/lib/http/operations/api-keys';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(getApiKeyOperation, async ({ actor, params }) => {
    return toApiKeyJson(await getApiKey(actor, params.id));
  }),

  PATCH: withApiKey(renameApiKeyOperation, async ({ actor, params, body }) => {
    return toApiKeyJson(await renameApiKey(actor, params.id, body));
  }),

  DELETE: withApiKey(revokeApiKeyOperation, async ({ actor, params }) => {
    await revokeApiKey(actor, params.id);
    return undefined;
  }),
});
