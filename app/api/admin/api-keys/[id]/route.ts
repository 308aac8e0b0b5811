import { setKeyTier } from '@/lib/api-keys/administration/administration';
import { toOwnedApiKeyJson } from '@/lib/api-keys/json';
import { setKeyTierOperation } from '@/lib/http/operations/administration';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: withApiKey(setKeyTierOperation, async ({ actor, params, body }) => {
    return toOwnedApiKeyJson(await setKeyTier(actor, params.id, body));
  }),
});
