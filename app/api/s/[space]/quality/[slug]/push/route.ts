import { pushResult } from '@/lib/executions/executions';
import { answerWith } from '@/lib/http/answer-run';
import { pushResultOperation } from '@/lib/http/operations/executions';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: withApiKey(pushResultOperation, async ({ actor, params, body, headers }) => {
    const idempotencyKey = headers['idempotency-key'];
    return answerWith(201, await pushResult(actor, params, body, { idempotencyKey }));
  }),
});
