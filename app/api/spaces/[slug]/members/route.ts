import { addMemberOperation, listMembersOperation } from '@/lib/http/operations/spaces';
import { route } from '@/lib/http/route';
import { withApiKey } from '@/lib/http/with-api-key';
import { toMemberJson } from '@/lib/spaces/json';
import { addMember, listMembers } from '@/lib/spaces/spaces';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: withApiKey(listMembersOperation, async ({ actor, params }) => {
    return (await listMembers(actor, params.slug)).map(toMemberJson);
  }),

  POST: withApiKey(addMemberOperation, async ({ actor, params, body }) => {
    return toMemberJson(await addMember(actor, params.slug, body));
  }),
});
