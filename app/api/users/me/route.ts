import { getOwnApiKey } from '@/lib/api-keys/api-keys';
import { toApiKeyJson } from '@/lib/api-keys/json';
import { getMeOperation } from '@/lib/http/operations/users';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toProfileJson } from '@/lib/users/json';
import { getProfile } from '@/lib/users/users';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(getMeOperation, async ({ actor }) => {
    const [profile, apiKey] = await Promise.all([getProfile(actor), getOwnApiKey(actor)]);
    return { ...toProfileJson(profile), api_key: toApiKeyJson(apiKey) };
  }),
});
