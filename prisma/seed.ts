import { db } from '@/lib/db';
import { hashPassword } from '@/lib/users/password';
import { FIRST_USER_LOCK } from '@/lib/users/store';

/** The demo: three roles in one space, and somebody who must see none of it. */
export const DEMO_ACCOUNTS = [
  { email: 'admin@example.com', firstName: 'Amara', lastName: 'Okafor', space: 'my-space', role: 'admin' },
  {
    email: 'editor@example.com',
    firstName: 'Elias',
    lastName: 'Lindqvist',
    space: 'my-space',
    role: 'editor',
  },
  { email: 'viewer@example.com', firstName: 'Vera', lastName: 'Moreau', space: 'my-space', role: 'viewer' },
  {
    email: 'outsider@example.com',
    firstName: 'Oskar',
    lastName: 'Brandt',
    space: 'other-space',
    role: 'admin',
  },
] as const;

const DEMO_SPACES = [
  { slug: 'my-space', name: 'My space' },
  { slug: 'other-space', name: 'Other space' },
] as const;

/**
 * Fills an empty database with the demo accounts, all with one password.
 * @returns false, having changed nothing, when there is any user already
 */
export async function seedDemo(password: string): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  return await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_USER_LOCK})`;
    if (await tx.user.findFirst({ select: { id: true } })) return false;
    const spaceIds = new Map<string, string>();
    for (const space of DEMO_SPACES) {
      const { id } = await tx.space.upsert({
        where: { slug: space.slug },
        create: space,
        update: {},
        select: { id: true },
      });
      spaceIds.set(space.slug, id);
    }
    for (const { space, role, ...person } of DEMO_ACCOUNTS) {
      const user = await tx.user.create({ data: { ...person, passwordHash }, select: { id: true } });
      const spaceId = spaceIds.get(space);
      if (spaceId) await tx.member.create({ data: { spaceId, userId: user.id, role } });
    }
    return true;
  });
}
