import { getSpaceOperation } from '@/lib/http/operations/spaces';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toSpaceJson } from '@/lib/spaces/json';
import { getSpace } from '@/lib/spaces/spaces';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(getSpaceOperation, async ({ actor, params }) =>
    toSpaceJson(await getSpace(actor, params.slug)),
  ),
});
