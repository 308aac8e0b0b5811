import { changeRoleOperation, removeMemberOperation } from '@/lib/http/operations/spaces';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toMemberJson } from '@/lib/spaces/json';
import { changeRole, removeMember } from '@/lib/spaces/spaces';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  PATCH: withApiKey(changeRoleOperation, async ({ actor, params, body }) => {
    return toMemberJson(await changeRole(actor, params.slug, params.user_id, body));
  }),

  DELETE: withApiKey(removeMemberOperation, async ({ actor, params }) => {
    await removeMember(actor, params.slug, params.user_id);
    return undefined;
  }),
});
