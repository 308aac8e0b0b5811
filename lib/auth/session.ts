import 'server-only';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import type { Actor } from '../actor';
import { env } from '../env';
import { isFirstRun } from '../users/users';
import { readSessionCookie } from './session-cookie';
import { findSessionUser, type Session } from './session-store';
import { sessionFromToken } from './session-token';

/**
 * The session of this browser and whose it is, or null. The cookie alone is not
 * believed: the user's row is read each time, so that signing out, a
 * deactivation or a changed password ends the session with the next request.
 */
const readSession = cache(async (): Promise<{ session: Session; actor: Actor } | null> => {
  const token = readSessionCookie(await cookies());
  if (!token) return null;
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  const session = sessionFromToken(claims);
  const user = session && (await findSessionUser(session));
  if (!user || user.deactivatedAt || user.sessionVersion !== claims?.sessionVersion) return null;
  const { id: userId, email, isSuperadmin } = user;
  return { session, actor: { userId, email, isSuperadmin, via: { door: 'session' } } };
});

/** The browser's door: who is signed in, or null. */
export async function currentActor(): Promise<Actor | null> {
  return (await readSession())?.actor ?? null;
}

/** The session of whoever is signed in, or null. */
export async function currentSession(): Promise<Session | null> {
  return (await readSession())?.session ?? null;
}

/** For pages: the actor, or off to sign in, or to make the first account. */
export async function requireUser(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  if (await isFirstRun()) redirect('/welcome');
  const path = (await headers()).get('x-path');
  redirect(path && path !== '/' ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in');
}
