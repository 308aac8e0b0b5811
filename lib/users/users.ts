import 'server-only';
import type { Actor } from '../actor';
import { AppError } from '../errors/app-error';
import { validate } from '../validate';
import { hashPassword, verifyPassword } from './password';
import {
  type ChangePasswordInput,
  changePasswordSchema,
  type NewUserInput,
  newPasswordSchema,
  newUserSchema,
  type ProfileInput,
  type ProfileView,
  profileSchema,
} from './schema';
import * as store from './store';

/** What people may do with accounts: their own, and, for superadmins and operators, others'. */

export async function getProfile(actor: Actor): Promise<ProfileView> {
  const profile = await store.findProfile(actor.userId);
  if (!profile) throw new AppError('not_found', { detail: 'Your account no longer exists.' });
  return profile;
}

export async function updateProfile(actor: Actor, input: ProfileInput): Promise<void> {
  await store.updateName(actor.userId, validate(profileSchema, input));
}

/**
 * Changes the actor's own password and ends every session, this one included
 * unless its cookie is renewed with the returned version.
 *
 * @throws AppError `wrong_password` when the current one does not fit,
 *   `forbidden` for a key or for an account without a password.
 */
export async function changePassword(
  actor: Actor,
  input: ChangePasswordInput,
): Promise<{ sessionVersion: number }> {
  if (actor.via.door !== 'session') {
    throw new AppError('forbidden', {
      detail: 'A password is changed in the web app, by the person it belongs to.',
    });
  }
  const { currentPassword, newPassword } = validate(changePasswordSchema, input);
  const user = await store.findCredentials({ id: actor.userId });
  if (!user?.passwordHash) {
    throw new AppError('forbidden', {
      detail: 'You sign in through your identity provider; change your password there.',
    });
  }
  if (!(await verifyPassword(currentPassword, user.passwordHash))) {
    const detail = 'That is not your current password.';
    throw new AppError('wrong_password', {
      detail,
      fields: [{ loc: ['currentPassword'], msg: detail, type: 'wrong_password' }],
    });
  }
  return store.updatePassword(actor.userId, await hashPassword(newPassword));
}

/** True only on an installation that nobody has an account on. */
export async function isFirstRun(): Promise<boolean> {
  return !(await store.hasUsers());
}

/**
 * Makes the installation's first account, a superadmin, exactly once.
 *
 * @throws AppError `already_set_up` as soon as any user exists.
 */
export async function createFirstAccount(input: NewUserInput): Promise<void> {
  if (await store.hasUsers()) throw alreadySetUp();
  const { password, ...user } = validate(newUserSchema, input);
  const row = { ...user, passwordHash: await hashPassword(password), isSuperadmin: true };
  if ((await store.insertFirstUser(row)) === 'already_set_up') throw alreadySetUp();
}

/** @throws AppError `forbidden`, `email_taken`. */
export async function createUser(
  actor: Actor,
  input: NewUserInput & { isSuperadmin?: boolean },
): Promise<void> {
  requireAdministrator(actor);
  const { isSuperadmin = false, ...rest } = input;
  const { password, ...user } = validate(newUserSchema, rest);
  const row = { ...user, passwordHash: await hashPassword(password), isSuperadmin };
  if ((await store.insertUser(row)) === 'email_taken') {
    throw new AppError('email_taken', { detail: `There is already an account for ${user.email}.` });
  }
}

/** Deactivated people lose their sessions and their keys' access with the next request. */
export async function setUserActive(actor: Actor, email: string, isActive: boolean): Promise<void> {
  requireAdministrator(actor);
  const user = await userByEmail(email);
  await store.updateActive(user.id, isActive ? null : (user.deactivatedAt ?? new Date()));
}

/** Sets somebody's password and ends their sessions. */
export async function setPassword(actor: Actor, email: string, password: string): Promise<void> {
  requireAdministrator(actor);
  const user = await userByEmail(email);
  await store.updatePassword(user.id, await hashPassword(validate(newPasswordSchema, password)));
}

async function userByEmail(email: string): Promise<store.UserIdentity> {
  const user = await store.findUserByEmail(email.trim().toLowerCase());
  if (!user) throw new AppError('not_found', { detail: `There is no user ${email}.` });
  return user;
}

function requireAdministrator(actor: Actor): void {
  if (actor.via.door === 'operator' || (actor.via.door === 'session' && actor.isSuperadmin)) return;
  throw new AppError('forbidden', { detail: 'Only a superadmin, signed in, may do this.' });
}

function alreadySetUp(): AppError {
  return new AppError('already_set_up', {
    detail: 'This installation has its first account already. Sign in instead.',
  });
}
