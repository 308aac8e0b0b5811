import 'server-only';
import type { AuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env } from '../env';
import { AppError } from '../errors/app-error';
import { toAppError } from '../errors/to-app-error';
import { logger } from '../logger';
import { identityFromClaims, oidcProvider } from './providers';
import { type SignedIn, signInWithIdentity, signInWithPassword } from './sign-in';

declare module 'next-auth' {
  interface User extends SignedIn {}
}
declare module 'next-auth/jwt' {
  interface JWT {
    sessionVersion?: number;
  }
}

/** A session ends a week after signing in. */
export const SESSION_MAX_AGE_SECONDS = 7 * 24 * 60 * 60;

const credentialsProvider = CredentialsProvider({
  credentials: { email: { type: 'email' }, password: { type: 'password' } },
  async authorize(credentials, request) {
    const { email = '', password = '' } = credentials ?? {};
    const address = String(request.headers?.['x-forwarded-for'] ?? 'unknown');
    try {
      const signedIn = await signInWithPassword({ email, password }, address);
      if (!signedIn) throw new Error('invalid_credentials');
      return signedIn;
    } catch (error) {
      // next-auth passes the message on to the sign-in page: codes of ours only.
      if (error instanceof Error && error.message === 'invalid_credentials') throw error;
      const appError = error instanceof AppError ? error : toAppError(error);
      if (appError.status >= 500) logger.error({ error: appError }, 'a sign-in failed');
      throw new Error(appError.code);
    }
  },
});

/** next-auth's configuration: who may sign in, and what the session cookie says. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-out' },
    providers: [credentialsProvider, ...oidcProvider()],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== 'oidc') return true;
        const signedIn = await signInWithIdentity(identityFromClaims(profile));
        if (!signedIn) return '/sign-in?error=identity_refused';
        Object.assign(user, signedIn);
        return true;
      },
      jwt: ({ token, user }) =>
        // `user` is there at sign-in only. Nothing else about a person goes into the cookie.
        user ? { sub: user.id, sessionVersion: user.sessionVersion } : token,
      session: ({ session }) => ({ expires: session.expires }),
    },
    logger: {
      error: (code, metadata) => logger.warn({ code, error: metadata }, 'next-auth'),
      warn: (code) => logger.warn({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}
