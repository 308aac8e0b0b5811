import { createSpaceOperation, listSpacesOperation } from '@/lib/http/operations/spaces';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toSpaceJson } from '@/lib/spaces/json';
import { createSpace, listSpaces } from '@/lib/spaces/spaces';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listSpacesOperation, async ({ actor }) => (await listSpaces(actor)).map(toSpaceJson)),

  POST: withApiKey(createSpaceOperation, async ({ actor, body }) =>
    toSpaceJson(await createSpace(actor, body)),
  ),
});
