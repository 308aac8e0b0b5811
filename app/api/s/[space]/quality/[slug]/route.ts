import { getCheck } from '@/lib/checks/checks';
import { toCheckJson } from '@/lib/checks/json';
import { getCheckByNameOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(getCheckByNameOperation, async ({ actor, params }) => {
    return toCheckJson(await getCheck(actor, params));
  }),
});
