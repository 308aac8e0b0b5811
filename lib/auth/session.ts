import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import type { Actor } from '../actor';
import { env } from '../env';
import { findUserById } from '../users/store';
import { isFirstRun } from '../users/users';
import { readSessionCookie } from './session-cookie';

/**
 * The browser's door: who is signed in, or null. The cookie alone is not
 * believed: the user's row is read each time, so that a deactivation or a
 * changed password ends the session with the next request.
 */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = readSessionCookie(await cookies());
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (!claims?.sub) return null;
  const user = await findUserById(claims.sub);
  if (!user || user.deactivatedAt || user.sessionVersion !== claims.sessionVersion) return null;
  return { userId: user.id, email: user.email, isSuperadmin: user.isSuperadmin, via: { door: 'session' } };
});

/** For pages: the actor, or off to sign in, or to make the first account. */
export async function requireUser(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (await isFirstRun()) redirect('/welcome');
  const path = (await headers()).get('x-path');
  redirect(path && path !== '/' ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in');
}
