import { listCheckVersions } from '@/lib/checks/checks';
import { toCheckVersionJson } from '@/lib/checks/json';
import { listCheckVersionsOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listCheckVersionsOperation, async ({ actor, params }) => {
    return (await listCheckVersions(actor, params)).map(toCheckVersionJson);
  }),
});
