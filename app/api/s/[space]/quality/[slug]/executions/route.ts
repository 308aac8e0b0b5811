import { listExecutions } from '@/lib/executions/executions';
import { toExecutionPageJson } from '@/lib/executions/json';
import { listCheckExecutionsBySlugOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listCheckExecutionsBySlugOperation, async ({ actor, params, query }) =>
    toExecutionPageJson(await listExecutions(actor, { check: params }, query)),
  ),
});
