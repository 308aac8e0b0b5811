import { restoreCheck } from '@/lib/checks/checks';
import { toCheckJson } from '@/lib/checks/json';
import { restoreCheckOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: withApiKey(restoreCheckOperation, async ({ actor, params }) => {
    return toCheckJson(await restoreCheck(actor, params));
  }),
});
