import 'server-only';
import { db, isUniqueViolation } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { ProfileView } from './schema';

/** Everything the database is asked about people. Only `findCredentials` reads a password hash. */

/** What is known of whoever acts. */
export const identitySelect = {
  id: true,
  email: true,
  isSuperadmin: true,
  sessionVersion: true,
  deactivatedAt: true,
} satisfies Prisma.UserSelect;

export type UserIdentity = Prisma.UserGetPayload<{ select: typeof identitySelect }>;

export function findUserByEmail(email: string): Promise<UserIdentity | null> {
  return db().user.findUnique({ where: { email }, select: identitySelect });
}

export function findCredentials(
  where: { id: string } | { email: string },
): Promise<(UserIdentity & { passwordHash: string | null }) | null> {
  return db().user.findUnique({ where, select: { ...identitySelect, passwordHash: true } });
}

export async function findProfile(id: string): Promise<ProfileView | null> {
  const user = await db().user.findUnique({
    where: { id },
    select: {
      id: true,
      email: true,
      firstName: true,
      lastName: true,
      isSuperadmin: true,
      passwordHash: true,
      createdAt: true,
      lastLoginAt: true,
      memberships: {
        select: { role: true, space: { select: { id: true, slug: true, name: true } } },
        orderBy: { space: { slug: 'asc' } },
      },
    },
  });
  if (!user) return null;
  const { passwordHash, memberships, ...profile } = user;
  return {
    ...profile,
    hasPassword: passwordHash !== null,
    spaces: memberships.map(({ role, space }) => ({ ...space, role })),
  };
}

export async function hasUsers(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null;
}

export type NewUserRow = {
  email: string;
  firstName: string;
  lastName: string;
  passwordHash: string | null;
  isSuperadmin: boolean;
};

export async function insertUser(row: NewUserRow): Promise<UserIdentity | 'email_taken'> {
  try {
    return await db().user.create({ data: row, select: identitySelect });
  } catch (error) {
    if (isUniqueViolation(error)) return 'email_taken';
    throw error;
  }
}

/** Names the lock that makes "no user exists yet" true until the first one does; the demo takes it too. */
export const FIRST_USER_LOCK = 7_147_463_001n;

export function insertFirstUser(row: NewUserRow): Promise<UserIdentity | 'already_set_up'> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_USER_LOCK})`;
    if (await tx.user.findFirst({ select: { id: true } })) return 'already_set_up';
    return tx.user.create({ data: row, select: identitySelect });
  });
}

export async function updateName(id: string, name: { firstName: string; lastName: string }): Promise<void> {
  await db().user.update({ where: { id }, data: name, select: { id: true } });
}

/** Sets a password and ends every session made before. */
export async function updatePassword(id: string, passwordHash: string): Promise<{ sessionVersion: number }> {
  return db().user.update({
    where: { id },
    data: { passwordHash, sessionVersion: { increment: 1 } },
    select: { sessionVersion: true },
  });
}

export async function markSignedIn(id: string, lastLoginAt: Date): Promise<void> {
  await db().user.update({ where: { id }, data: { lastLoginAt }, select: { id: true } });
}

/** Deactivating also ends the sessions, so that they stay ended after a reactivation. */
export async function updateActive(id: string, deactivatedAt: Date | null): Promise<void> {
  await db().user.update({
    where: { id },
    data: { deactivatedAt, ...(deactivatedAt && { sessionVersion: { increment: 1 } }) },
    select: { id: true },
  });
}

export async function findUserByIdentity(issuer: string, subject: string): Promise<UserIdentity | null> {
  const identity = await db().externalIdentity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { user: { select: identitySelect } },
  });
  return identity?.user ?? null;
}

/** Links an identity that is nobody's yet; one that is linked already stays as it is. */
export async function linkIdentity(issuer: string, subject: string, userId: string): Promise<void> {
  await db().externalIdentity.createMany({ data: { issuer, subject, userId }, skipDuplicates: true });
}
