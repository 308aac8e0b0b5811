import { encode } from 'next-auth/jwt';
import { SESSION_SECRET } from '../../tests/e2e/support/people';

/** The environment in which the cookie below is a session. */
export const SESSION_ENVIRONMENT = { NEXTAUTH_SECRET: SESSION_SECRET };

/** A cookie with which this person is signed in. */
export async function sessionCookie(userId: string): Promise<{ name: string; value: string }> {
  const token = { sub: userId, sessionVersion: 0 };
  return { name: 'next-auth.session-token', value: await encode({ token, secret: SESSION_SECRET }) };
}
