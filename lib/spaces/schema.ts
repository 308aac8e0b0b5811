import { z } from 'zod';
import { isOneLine, isVisible } from '../plain-text';
import { ROLES, type Role } from '../roles';
import type { Rank } from './permissions';

const roleSchema = z.enum(ROLES, { error: `Choose a role: ${ROLES.join(', ')}.` });

const spaceSlugSchema = z
  .string({ error: 'Enter a short name.' })
  .trim()
  .min(2, 'Use at least 2 characters.')
  .max(50, 'Use at most 50 characters.')
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'Use lower-case letters, digits and single hyphens between them, like my-space.',
  );

const spaceNameSchema = z
  .string({ error: 'Enter a name.' })
  .trim()
  .normalize('NFC')
  .min(1, 'Enter a name.')
  .max(100, 'Use at most 100 characters.')
  .refine(isOneLine, 'Use no line breaks or control characters.')
  .refine(isVisible, 'Use no invisible characters.');

export const createSpaceSchema = z.strictObject({ slug: spaceSlugSchema, name: spaceNameSchema });
export type CreateSpaceInput = z.input<typeof createSpaceSchema>;

export const addMemberSchema = z.strictObject({
  email: z
    .string({ error: 'Enter an e-mail address.' })
    .trim()
    .toLowerCase()
    .min(1, 'Enter an e-mail address.')
    .max(254),
  role: roleSchema,
});
export type AddMemberInput = z.input<typeof addMemberSchema>;

export const changeRoleSchema = z.strictObject({ role: roleSchema });
export type ChangeRoleInput = z.input<typeof changeRoleSchema>;

/** A space as somebody who may see it sees it. */
export type SpaceView = {
  id: string;
  slug: string;
  name: string;
  createdAt: Date;
  /** What the actor may do here: their own role, or `admin` for a superadmin. */
  role: Role;
  /** The same for the permission table, which knows superadmins apart. */
  rank: Rank;
  memberCount: number;
};

export type MemberView = {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  /** When they joined the space. */
  createdAt: Date;
};
