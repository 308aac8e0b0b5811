import { z } from 'zod';
import { ROLES } from '../roles';
import {
  addMemberSchema,
  changeRoleSchema,
  createSpaceSchema,
  type MemberView,
  type SpaceView,
} from './schema';

/** Spaces and members as the HTTP API speaks of them. */

export const spaceJsonSchema = z
  .object({
    id: z.uuid(),
    slug: z.string().meta({ example: 'my-space' }),
    name: z.string(),
    role: z.enum(ROLES).meta({ description: 'Yours in this space; a superadmin’s is always admin.' }),
    member_count: z.int(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Space' });

export const memberJsonSchema = z
  .object({
    user_id: z.uuid(),
    email: z.email(),
    first_name: z.string(),
    last_name: z.string(),
    role: z.enum(ROLES),
    created_at: z.iso.datetime().meta({ description: 'When they joined the space.' }),
  })
  .meta({ id: 'Member' });

export const createSpaceJsonSchema = createSpaceSchema.meta({ id: 'CreateSpace' });
export const addMemberJsonSchema = addMemberSchema.meta({ id: 'AddMember' });
export const changeRoleJsonSchema = changeRoleSchema.meta({ id: 'ChangeRole' });

export function toSpaceJson(space: SpaceView): z.input<typeof spaceJsonSchema> {
  return {
    id: space.id,
    slug: space.slug,
    name: space.name,
    role: space.role,
    member_count: space.memberCount,
    created_at: space.createdAt.toISOString(),
  };
}

export function toMemberJson(member: MemberView): z.input<typeof memberJsonSchema> {
  return {
    user_id: member.userId,
    email: member.email,
    first_name: member.firstName,
    last_name: member.lastName,
    role: member.role,
    created_at: member.createdAt.toISOString(),
  };
}
