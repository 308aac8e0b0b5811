import { answerRun } from '@/lib/http/answer-run';
import { runCheckOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: withApiKey(runCheckOperation, ({ actor, params, headers, request }) =>
    answerRun(actor, { id: params.id }, headers, request.signal),
  ),
});
