import { ignoreExecution } from '@/lib/executions/executions';
import { toExecutionJson } from '@/lib/executions/json';
import { ignoreExecutionOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: withApiKey(ignoreExecutionOperation, async ({ actor, params, body }) =>
    toExecutionJson(await ignoreExecution(actor, params.id, { isIgnored: body.is_ignored })),
  ),
});
