import { listExecutions } from '@/lib/executions/executions';
import { toExecutionPageJson } from '@/lib/executions/json';
import { listCheckExecutionsOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listCheckExecutionsOperation, async ({ actor, params, query }) =>
    toExecutionPageJson(await listExecutions(actor, { check: { id: params.id } }, query)),
  ),
});
