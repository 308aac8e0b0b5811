import { describeSourceOperation, removeSourceOperation } from '@/lib/http/operations/sources';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toSourceTablesJson } from '@/lib/sources/json';
import { describeSource, removeSource } from '@/lib/sources/sources';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(describeSourceOperation, async ({ actor, params }) => {
    return toSourceTablesJson(params.name, await describeSource(actor, params.slug, params.name));
  }),

  DELETE: withApiKey(removeSourceOperation, async ({ actor, params }) => {
    await removeSource(actor, params.slug, params.name);
    return undefined;
  }),
});
