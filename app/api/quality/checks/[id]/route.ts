import { editCheck, getCheck } from '@/lib/checks/checks';
import { toCheckJson } from '@/lib/checks/json';
import { mergeChange } from '@/lib/checks/json-input';
import { getCheckOperation, updateCheckOperation } from '@/lib/http/operations/checks';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(getCheckOperation, async ({ actor, params }) => {
    return toCheckJson(await getCheck(actor, params));
  }),

  PATCH: withApiKey(updateCheckOperation, async ({ actor, params, body }) => {
    return toCheckJson(await editCheck(actor, params, (current) => mergeChange(current, body)));
  }),
});
