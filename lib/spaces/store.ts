import 'server-only';
import { db, isUniqueViolation } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { Role } from '../roles';
import type { MemberView } from './schema';

/** Everything the database is asked about spaces and who is in them. */

export type SpaceRow = {
  id: string;
  slug: string;
  name: string;
  createdAt: Date;
  memberCount: number;
  /** The asking user's own role; null when they are no member. */
  role: Role | null;
};

function spaceSelect(userId: string) {
  return {
    id: true,
    slug: true,
    name: true,
    createdAt: true,
    _count: { select: { members: true } },
    members: { where: { userId }, select: { role: true } },
  } satisfies Prisma.SpaceSelect;
}

function toRow(space: Prisma.SpaceGetPayload<{ select: ReturnType<typeof spaceSelect> }>): SpaceRow {
  const { _count, members, ...row } = space;
  return { ...row, memberCount: _count.members, role: members[0]?.role ?? null };
}

/** The spaces the user is a member of, or, for a superadmin, all. */
export async function findSpaces(userId: string, isSuperadmin: boolean): Promise<SpaceRow[]> {
  const spaces = await db().space.findMany({
    where: isSuperadmin ? {} : { members: { some: { userId } } },
    select: spaceSelect(userId),
    orderBy: { slug: 'asc' },
  });
  return spaces.map(toRow);
}

export async function findSpace(userId: string, slug: string): Promise<SpaceRow | null> {
  const space = await db().space.findUnique({ where: { slug }, select: spaceSelect(userId) });
  return space && toRow(space);
}

/** Makes a space with its first admin. */
export async function insertSpace(
  space: { slug: string; name: string },
  adminId: string,
): Promise<SpaceRow | 'slug_taken'> {
  try {
    const created = await db().space.create({
      data: { ...space, members: { create: { userId: adminId, role: 'admin' } } },
      select: spaceSelect(adminId),
    });
    return toRow(created);
  } catch (error) {
    if (isUniqueViolation(error)) return 'slug_taken';
    throw error;
  }
}

const memberSelect = {
  role: true,
  createdAt: true,
  user: { select: { id: true, email: true, firstName: true, lastName: true } },
} satisfies Prisma.MemberSelect;

function toMember({ user, ...member }: Prisma.MemberGetPayload<{ select: typeof memberSelect }>): MemberView {
  const { id, ...person } = user;
  return { userId: id, ...person, ...member };
}

export async function findMembers(spaceId: string): Promise<MemberView[]> {
  const members = await db().member.findMany({
    where: { spaceId },
    select: memberSelect,
    orderBy: [{ user: { email: 'asc' } }],
  });
  return members.map(toMember);
}

/** Adds an active user by e-mail address. */
export async function insertMember(
  spaceId: string,
  email: string,
  role: Role,
): Promise<MemberView | 'no_such_user' | 'already_member'> {
  const user = await db().user.findFirst({ where: { email, deactivatedAt: null }, select: { id: true } });
  if (!user) return 'no_such_user';
  try {
    return toMember(
      await db().member.create({ data: { spaceId, userId: user.id, role }, select: memberSelect }),
    );
  } catch (error) {
    if (isUniqueViolation(error)) return 'already_member';
    throw error;
  }
}

/**
 * Changes or ends a membership, unless that would leave the space without an
 * admin. The space's row is locked meanwhile, so that two admins cannot lower
 * each other at once.
 */
export function changeMember(
  spaceId: string,
  userId: string,
  change: { role: Role } | 'remove',
): Promise<MemberView | 'not_found' | 'last_admin'> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM spaces WHERE id = ${spaceId}::uuid FOR UPDATE`;
    const where = { spaceId_userId: { spaceId, userId } };
    const member = await tx.member.findUnique({ where, select: memberSelect });
    if (!member) return 'not_found';
    const keepsAdmin = change !== 'remove' && change.role === 'admin';
    if (member.role === 'admin' && !keepsAdmin) {
      const admins = await tx.member.count({ where: { spaceId, role: 'admin' } });
      if (admins === 1) return 'last_admin';
    }
    if (change === 'remove') {
      await tx.member.delete({ where, select: { userId: true } });
      return toMember(member);
    }
    return toMember(await tx.member.update({ where, data: change, select: memberSelect }));
  });
}
