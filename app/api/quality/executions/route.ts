import { listExecutions } from '@/lib/executions/executions';
import { toExecutionPageJson } from '@/lib/executions/json';
import { listExecutionsOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listExecutionsOperation, async ({ actor, query: { space = null, ...filter } }) =>
    toExecutionPageJson(await listExecutions(actor, { space }, filter)),
  ),
});
