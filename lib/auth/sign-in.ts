import 'server-only';
import { verifyPassword } from '../users/password';
import { requirePasswordThread } from '../users/password-threads';
import { emailSchema } from '../users/schema';
import * as users from '../users/store';
import { countAttempt, forgiveAttempt, uncountIfBusy } from './sign-in-limits';

/** What a session is made of: whose it is, and the version that must still be the user's. */
export type SignedIn = { id: string; sessionVersion: number };

/**
 * Signs in with e-mail address and password. Unknown account, wrong password,
 * account without a password and deactivated account are one answer, null, and
 * take one bcrypt comparison each.
 *
 * @throws AppError `too_many_attempts`; `busy`, which costs no try.
 */
export async function signInWithPassword(
  input: { email: string; password: string },
  address: string,
): Promise<SignedIn | null> {
  const email = emailSchema.catch('').parse(input.email);
  const attempt = { email, address };
  // Before the database hears of it: a flood is turned away for nothing.
  requirePasswordThread();
  await countAttempt(attempt);
  const user = await users.findCredentials({ email });
  const fits = await uncountIfBusy(attempt, verifyPassword(input.password, user?.passwordHash ?? null));
  if (!user || !fits || user.deactivatedAt) return null;
  await forgiveAttempt(attempt);
  await users.markSignedIn(user.id, new Date());
  return { id: user.id, sessionVersion: user.sessionVersion };
}

export type Identity = {
  issuer: string;
  subject: string;
  email: string | undefined;
  isEmailVerified: boolean;
  firstName: string;
  lastName: string;
};

/**
 * Signs in somebody the OpenID Connect provider vouches for. A known identity
 * is its user; else a verified e-mail address finds the account to link, or
 * makes one, unless it would be the installation's first. An unverified address
 * is nobody's: it could be anybody's.
 */
export async function signInWithIdentity(identity: Identity): Promise<SignedIn | null> {
  const { issuer, subject } = identity;
  const user = (await users.findUserByIdentity(issuer, subject)) ?? (await adopt(identity));
  if (!user || user.deactivatedAt) return null;
  await users.markSignedIn(user.id, new Date());
  return { id: user.id, sessionVersion: user.sessionVersion };
}

async function adopt(identity: Identity): Promise<users.UserIdentity | null> {
  const email = emailSchema.safeParse(identity.email);
  if (!email.success || !identity.isEmailVerified) return null;
  const user = (await users.findUserByEmail(email.data)) ?? (await register(email.data, identity));
  if (!user || user.deactivatedAt) return null;
  await users.linkIdentity(identity.issuer, identity.subject, user.id);
  // Whoever came first in a second window is who this identity belongs to.
  return users.findUserByIdentity(identity.issuer, identity.subject);
}

async function register(
  email: string,
  { firstName, lastName }: Identity,
): Promise<users.UserIdentity | null> {
  // The first account is a superadmin's, made at /welcome. Users are never
  // deleted, so once there is one, this stays true without a lock.
  if (!(await users.hasUsers())) return null;
  const row = { email, firstName, lastName, passwordHash: null, isSuperadmin: false };
  const user = await users.insertUser(row);
  return user === 'email_taken' ? users.findUserByEmail(email) : user;
}
