import { getExecution } from '@/lib/executions/executions';
import { toExecutionJson } from '@/lib/executions/json';
import { getExecutionOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(getExecutionOperation, async ({ actor, params }) =>
    toExecutionJson(await getExecution(actor, params.id)),
  ),
});
