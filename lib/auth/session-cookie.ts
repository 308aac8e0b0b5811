import 'server-only';
import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { env } from '../env';
import { SESSION_MAX_AGE_SECONDS } from './options';

type CookieReader = { get(name: string): { value: string } | undefined };

/** next-auth's own names: https://next-auth.js.org/configuration/options#cookies */
function cookieName(): string {
  return `${isSecure() ? '__Secure-' : ''}next-auth.session-token`;
}

function isSecure(): boolean {
  return env().NEXTAUTH_URL.startsWith('https://');
}

export function readSessionCookie(reader: CookieReader): string | undefined {
  return reader.get(cookieName())?.value;
}

/** Keeps this browser signed in after its user's session version was raised. */
export async function renewSession(userId: string, sessionVersion: number): Promise<void> {
  const token = await encode({
    token: { sub: userId, sessionVersion },
    secret: env().NEXTAUTH_SECRET,
    maxAge: SESSION_MAX_AGE_SECONDS,
  });
  (await cookies()).set(cookieName(), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure(),
    maxAge: SESSION_MAX_AGE_SECONDS,
  });
}
