import 'server-only';
import type { OAuthConfig } from 'next-auth/providers/oauth';
import { z } from 'zod';
import { env } from '../env';
import type { Identity } from './sign-in';

/** The ways to sign in that this installation offers. */
export function enabledProviders(): { credentials: true; oidc: { id: 'oidc'; name: string } | null } {
  const { OIDC_ISSUER, OIDC_NAME } = env();
  return { credentials: true, oidc: OIDC_ISSUER ? { id: 'oidc', name: OIDC_NAME } : null };
}

/** ID-token claims, as https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims names them. */
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  email: z.string().optional(),
  email_verified: z.union([z.boolean(), z.literal('true').transform(() => true)]).catch(false),
  given_name: z.string().max(100).catch(''),
  family_name: z.string().max(100).catch(''),
});

export function identityFromClaims(claims: unknown): Identity {
  const { iss, sub, email, email_verified, given_name, family_name } = claimsSchema.parse(claims);
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
