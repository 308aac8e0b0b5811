import 'server-only';
import type { AuthOptions, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { env } from '../env';
import type { ErrorCode } from '../errors/codes';
import { toAppError } from '../errors/to-app-error';
import { logger } from '../logger';
import { identityFromClaims, oidcProvider } from './providers';
import { endSession } from './session-store';
import { sessionFromToken } from './session-token';
import { type SignedIn, signInWithIdentity, signInWithPassword } from './sign-in';

declare module 'next-auth' {
  interface User extends SignedIn {}
}
declare module 'next-auth/jwt' {
  interface JWT {
    sessionVersion?: number;
  }
}

/** A session ends a week after signing in, whatever is done in it. */
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
      throw new Error(codeOfFailure(error));
    }
  },
});

/** Signs in whom the identity provider sent. Anything but true is where to go instead. */
async function admitIdentity(user: User, profile: unknown): Promise<true | string> {
  try {
    const identity = identityFromClaims(profile);
    const signedIn = identity && (await signInWithIdentity(identity));
    if (!signedIn) return '/sign-in?error=identity_refused';
    Object.assign(user, signedIn);
    return true;
  } catch (error) {
    // next-auth would put the message itself into the address bar.
    return `/sign-in?error=${codeOfFailure(error)}`;
  }
}

/** What may be told of a sign-in that failed; the rest goes to the log. */
function codeOfFailure(thrown: unknown): ErrorCode {
  const error = toAppError(thrown);
  if (error.status >= 500) logger.error({ error }, 'a sign-in failed');
  return error.code;
}

/** next-auth's configuration: who may sign in, and what the session cookie says. */
export function authOptions(): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-out' },
    providers: [credentialsProvider, ...oidcProvider()],
    callbacks: {
      signIn: async ({ user, account, profile }) =>
        account?.provider !== 'oidc' || (await admitIdentity(user, profile)),
      jwt: ({ token, user }) =>
        // `user` is there at sign-in only. Nothing else about a person goes into the cookie.
        user ? { sub: user.id, sessionVersion: user.sessionVersion } : token,
      session: ({ session }) => ({ expires: session.expires }),
      redirect({ url, baseUrl }) {
        const target = URL.canParse(url, baseUrl) ? new URL(url, baseUrl) : null;
        return target?.origin === new URL(baseUrl).origin ? target.href : baseUrl;
      },
    },
    events: {
      async signOut({ token }) {
        const session = sessionFromToken(token);
        if (session) await endSession(session);
      },
    },
    logger: {
      error: (code, metadata) => logger.warn({ code, error: metadata }, 'next-auth'),
      warn: (code) => logger.warn({ code }, 'next-auth'),
      debug: () => undefined,
    },
  };
}
