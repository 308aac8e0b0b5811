import { listKeysOfAll } from '@/lib/api-keys/administration/administration';
import { toOwnedApiKeyJson } from '@/lib/api-keys/json';
import { listKeysOfAllOperation } from '@/lib/http/operations/administration';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listKeysOfAllOperation, async ({ actor, query }) => {
    return (await listKeysOfAll(actor, query)).map(toOwnedApiKeyJson);
  }),
});
