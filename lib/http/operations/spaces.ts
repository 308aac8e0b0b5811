import { z } from 'zod';
import {
  addMemberJsonSchema,
  changeRoleJsonSchema,
  createSpaceJsonSchema,
  memberJsonSchema,
  spaceJsonSchema,
} from '../../spaces/json';
import { operation } from '../operation';

const tag = 'Spaces';
/** Any text is accepted: a slug that could be none names no space, so it is 404 like any other. */
const slug = z.string().max(200).meta({ description: 'The space’s short name.', example: 'my-space' });
const spaceParams = z.object({ slug });
const memberParams = z.object({
  slug,
  user_id: z.string().max(200).meta({ description: 'The member’s user id.' }),
});

export const listSpacesOperation = operation({
  id: 'listSpaces',
  method: 'GET',
  path: '/spaces',
  tag,
  summary: 'List your spaces',
  description: 'Those you are a member of, by short name; all of them for a superadmin.',
  success: { status: 200, description: 'Your spaces.', output: z.array(spaceJsonSchema) },
});

export const createSpaceOperation = operation({
  id: 'createSpace',
  method: 'POST',
  path: '/spaces',
  tag,
  summary: 'Create a space',
  description: 'Superadmins only. You become its first admin.',
  body: createSpaceJsonSchema,
  success: { status: 201, description: 'The new space.', output: spaceJsonSchema },
  errors: ['insufficient_scope', 'slug_taken'],
});

export const getSpaceOperation = operation({
  id: 'getSpace',
  method: 'GET',
  path: '/spaces/{slug}',
  tag,
  summary: 'Get a space',
  params: spaceParams,
  success: { status: 200, description: 'The space.', output: spaceJsonSchema },
  errors: ['not_found'],
});

export const listMembersOperation = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/spaces/{slug}/members',
  tag,
  summary: 'List a space’s members',
  params: spaceParams,
  success: { status: 200, description: 'Its members, by e-mail address.', output: z.array(memberJsonSchema) },
  errors: ['not_found'],
});

export const addMemberOperation = operation({
  id: 'addMember',
  method: 'POST',
  path: '/spaces/{slug}/members',
  tag,
  summary: 'Add a member',
  description: 'Takes the role admin. The person must have an account.',
  params: spaceParams,
  body: addMemberJsonSchema,
  success: { status: 201, description: 'The new member.', output: memberJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'no_such_user', 'already_member'],
});

export const changeRoleOperation = operation({
  id: 'changeRole',
  method: 'PATCH',
  path: '/spaces/{slug}/members/{user_id}',
  tag,
  summary: 'Change a member’s role',
  description:
    'Takes the role admin. Holds from the member’s next request on, in the browser and for their keys.',
  params: memberParams,
  body: changeRoleJsonSchema,
  success: { status: 200, description: 'The member in their new role.', output: memberJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'last_admin'],
});

export const removeMemberOperation = operation({
  id: 'removeMember',
  method: 'DELETE',
  path: '/spaces/{slug}/members/{user_id}',
  tag,
  summary: 'Remove a member, or leave',
  description: 'Takes the role admin, except for leaving yourself.',
  params: memberParams,
  success: { status: 204, description: 'Removed.' },
  errors: ['insufficient_scope', 'not_found', 'last_admin'],
});
