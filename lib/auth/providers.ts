import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { env } from '../env';
import { isOneLine } from '../plain-text';
import type { Identity } from './sign-in';

/** The ways to sign in that this installation offers. */
export function enabledProviders(): { credentials: true; oidc: { id: 'oidc'; name: string } | null } {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return { credentials: true, oidc: OIDC_ISSUER ? { id: 'oidc', name: OIDC_NAME } : null };
}

/** PostgreSQL stores no NUL, and nobody is called by a control character. */
const printable = z.string().refine(isOneLine);
/** "It MUST NOT exceed 255 ASCII characters in length": OpenID Connect Core 1.0, 2. */
const SUBJECT_MAX_LENGTH = 255;
const ISSUER_MAX_LENGTH = 2000;

/** ID-token claims, as https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims names them. */
const claimsSchema = z.object({
  iss: printable.min(1).max(ISSUER_MAX_LENGTH),
  sub: printable.min(1).max(SUBJECT_MAX_LENGTH),
  email: z.string().optional().catch(undefined),
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
  given_name: printable.max(100).catch(''),
  family_name: printable.max(100).catch(''),
});

/** Who the claims are about, or null when they identify nobody. */
export function identityFromClaims(claims: unknown): Identity | null {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return null;
  const { iss, sub, email, email_verified, given_name, family_name } = parsed.data;
  return {
    issuer: iss,
    subject: sub,
    email,
    isEmailVerified: email_verified,
    firstName: given_name,
    lastName: family_name,
  };
}

/** The OpenID Connect provider named by the environment: discovery, PKCE and state. */
export function oidcProvider(): OAuthConfig<{ sub: string }>[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      authorization: { params: { scope: 'openid email profile' } },
      clientId: OIDC_CLIENT_ID,
      ...(OIDC_CLIENT_SECRET
        ? { clientSecret: OIDC_CLIENT_SECRET }
        : { client: { token_endpoint_auth_method: 'none' } }),
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      // The user's own id and session version are filled in by the signIn callback.
      profile: ({ sub }) => ({ id: sub, sessionVersion: 0 }),
    },
  ];
}
