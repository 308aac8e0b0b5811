import { createCheck, listChecks } from '@/lib/checks/checks';
import { toCheckJson, toCheckPageJson } from '@/lib/checks/json';
import { createCheckOperation, listChecksOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listChecksOperation, async ({ actor, query }) => {
    const { space = null, archived, ...filter } = query;
    return toCheckPageJson(await listChecks(actor, space, { ...filter, isArchived: archived === 'true' }));
  }),

  POST: withApiKey(createCheckOperation, async ({ actor, body }) => {
    return toCheckJson(await createCheck(actor, body.space, body.check));
  }),
});
