import { z } from 'zod';
import { ROLES } from '../roles';
import type { ProfileView } from './schema';

/** A person as the HTTP API tells them about themselves. */
export const profileJsonSchema = z
  .object({
    id: z.uuid(),
    email: z.email(),
    first_name: z.string(),
    last_name: z.string(),
    is_superadmin: z.boolean(),
    created_at: z.iso.datetime(),
    last_login: z.iso.datetime().nullable(),
    spaces: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        slug: z.string(),
        role: z.enum(ROLES),
      }),
    ),
  })
  .meta({ id: 'Profile' });

export function toProfileJson(profile: ProfileView): z.input<typeof profileJsonSchema> {
  return {
    id: profile.id,
    email: profile.email,
    first_name: profile.firstName,
    last_name: profile.lastName,
    is_superadmin: profile.isSuperadmin,
    created_at: profile.createdAt.toISOString(),
    last_login: profile.lastLoginAt?.toISOString() ?? null,
    spaces: profile.spaces,
  };
}
