import { previewCheck } from '@/lib/checks/checks';
import { toOutcomeJson } from '@/lib/checks/json';
import { previewCheckOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: withApiKey(previewCheckOperation, async ({ actor, body, request }) => {
    return toOutcomeJson(await previewCheck(actor, body.space, body.definition, request.signal));
  }),
});
