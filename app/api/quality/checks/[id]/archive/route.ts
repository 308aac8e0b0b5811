import { archiveCheck } from '@/lib/checks/checks';
import { toCheckJson } from '@/lib/checks/json';
import { archiveCheckOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: withApiKey(archiveCheckOperation, async ({ actor, params }) => {
    return toCheckJson(await archiveCheck(actor, params));
  }),
});
