import type { Account, Profile, User } from 'next-auth';
import { authOptions } from '@/lib/auth/options';
import { identityFromClaims } from '@/lib/auth/providers';
import { pool } from '@/lib/db';
import { logger } from '@/lib/logger';
import { createUser, PASSWORD } from '../support/factories';

type Authorize = (credentials: Record<string, string>, request: object) => Promise<User | null>;

/** next-auth keeps what a credentials provider was given under `options`. */
function authorize(credentials: Record<string, string>, address = '192.0.2.1') {
  const provider = authOptions().providers.find(({ id }) => id === 'credentials');
  const work: Authorize | undefined = provider?.options?.authorize;
  if (!work) throw new Error('there is no credentials provider');
  return work(credentials, { headers: { 'x-forwarded-for': address } });
}

describe('the credentials provider', () => {
  it('signs in the right person', async () => {
    const { email, userId } = await createUser();
    expect(await authorize({ email, password: PASSWORD })).toEqual({ id: userId, sessionVersion: 0 });
  });

  it('passes on codes and nothing else: one for every wrong pair, one for too many', async () => {
    const { email } = await createUser();
    for (let i = 0; i < 10; i++) {
      await expect(authorize({ email, password: 'wrong' })).rejects.toThrow(/^invalid_credentials$/);
    }
    await expect(authorize({ email, password: PASSWORD })).rejects.toThrow(/^too_many_attempts$/);
    await expect(authorize({})).rejects.toThrow(/^invalid_credentials$/);
  });
});

describe('the session cookie', () => {
  const callbacks = () => authOptions().callbacks;

  it('says who it was made for and under which version, and nothing else about a person', async () => {
    const user: User = { id: 'an-id', sessionVersion: 3, email: 'ada@example.com', name: 'Ada' };
    const token = await callbacks()?.jwt?.({ token: { email: user.email }, user, account: null });
    expect(token).toEqual({ sub: 'an-id', sessionVersion: 3 });
  });

  it('is told to no script: the session that the browser may ask for has an end and no person', async () => {
    const session = { expires: '2030-01-01T00:00:00.000Z', user: { email: 'ada@example.com' } };
    const told = callbacks()?.session?.({ session, token: { sub: 'an-id' } } as never);
    expect(await told).toEqual({ expires: session.expires });
  });

  it('is not made for somebody the provider cannot vouch for', async () => {
    const account: Account = { provider: 'oidc', type: 'oauth', providerAccountId: 'x' };
    const profile: Profile = {
      iss: 'https://id.example.com',
      sub: 'x',
      email: 'x@example.com',
      email_verified: false,
    } as Profile;
    const user: User = { id: 'x', sessionVersion: 0 };
    expect(await callbacks()?.signIn?.({ user, account, profile })).toBe('/sign-in?error=identity_refused');
    const vouched = { ...profile, email_verified: true };
    expect(await callbacks()?.signIn?.({ user, account, profile: vouched })).toBe(true);
    expect(user.id).not.toBe('x');
  });
});

describe('a sign-in through the identity provider that fails', () => {
  const come = (claims: object) => {
    const account: Account = { provider: 'oidc', type: 'oauth', providerAccountId: 'x' };
    const profile = { iss: 'https://id.example.com', email_verified: true, ...claims } as Profile;
    return authOptions().callbacks?.signIn?.({ user: { id: 'x', sessionVersion: 0 }, account, profile });
  };

  it('without an identity is refused', async () => {
    expect(await come({ sub: 'x\u0000', email: 'x@example.com' })).toBe('/sign-in?error=identity_refused');
  });

  it('by a fault of ours tells a code and nothing else, and is logged', async () => {
    const log = jest.spyOn(logger, 'error');
    await pool().query('ALTER TABLE external_identities RENAME TO away');
    try {
      expect(await come({ sub: 'x', email: 'x@example.com' })).toBe('/sign-in?error=internal_error');
    } finally {
      await pool().query('ALTER TABLE away RENAME TO external_identities');
    }
    expect(log).toHaveBeenCalledTimes(1);
  });
});

describe("the identity provider's claims", () => {
  const claims = { iss: 'https://id.example.com', sub: 'x', email: 'x@example.com' };

  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [1, false],
    ['yes', false],
    [null, false],
    [undefined, false],
  ])('email_verified %p counts as %p', (email_verified, isEmailVerified) => {
    expect(identityFromClaims({ ...claims, email_verified })?.isEmailVerified).toBe(isEmailVerified);
  });

  it.each([
    undefined,
    { iss: claims.iss },
    { ...claims, sub: '' },
    { ...claims, sub: 'x\u0000' },
    { ...claims, sub: 'x'.repeat(256) },
    { ...claims, iss: 'https://id.example.com/\u0000' },
    { ...claims, iss: 5 },
  ])('are nobody: %j', (given) => expect(identityFromClaims(given)).toBeNull());

  it('leave a name blank that no name can be, and an address out that is none', () => {
    const given = { given_name: 'A\u0000da', family_name: 'x'.repeat(101), email: 5 };
    expect(identityFromClaims({ ...claims, ...given })).toMatchObject({
      firstName: '',
      lastName: '',
      email: undefined,
    });
  });
});
