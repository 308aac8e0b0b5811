import { addSourceOperation, listSourcesOperation } from '@/lib/http/operations/sources';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toSourceJson } from '@/lib/sources/json';
import { addSource, listSources } from '@/lib/sources/sources';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listSourcesOperation, async ({ actor, params }) => {
    return (await listSources(actor, params.slug)).map(toSourceJson);
  }),

  POST: withApiKey(addSourceOperation, async ({ actor, params, body }) => {
    return toSourceJson(await addSource(actor, params.slug, body));
  }),
});
