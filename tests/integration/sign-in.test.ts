import { createHash } from 'node:crypto';
import { Piscina } from 'piscina';
import { operatorActor } from '@/lib/auth/operator';
import { type Identity, signInWithIdentity, signInWithPassword } from '@/lib/auth/sign-in';
import { pool } from '@/lib/db';
import { createFirstAccount, setUserActive } from '@/lib/users/users';
import { codeOf } from '../support/codes';
import { createUser, PASSWORD } from '../support/factories';

const anAddress = () => `192.0.2.${crypto.randomUUID()}`;
const signIn = (email: string, password = PASSWORD, address = anAddress()) =>
  signInWithPassword({ email, password }, address);

afterEach(() => jest.restoreAllMocks());

// This comes first: the database has nobody in it yet.
it('the identity provider makes nobody the first user, but /welcome does', async () => {
  const identity: Identity = {
    issuer: 'https://id.example.com',
    subject: 'a stranger',
    email: 'stranger@example.com',
    isEmailVerified: true,
    firstName: '',
    lastName: '',
  };
  expect(await signInWithIdentity(identity)).toBeNull();
  await createFirstAccount({ email: 'first@example.com', password: PASSWORD });
  const { rows } = await pool().query('SELECT email, is_superadmin FROM users');
  expect(rows).toEqual([{ email: 'first@example.com', is_superadmin: true }]);
  expect(await signInWithIdentity(identity)).not.toBeNull();
});

describe('signing in with a password', () => {
  it('gives a session of the right person and version, and notes when', async () => {
    const ada = await createUser();
    await createUser();
    expect(await signIn(` ${ada.email.toUpperCase()} `)).toEqual({ id: ada.userId, sessionVersion: 0 });
    const { rows } = await pool().query('SELECT last_login_at FROM users WHERE id = $1', [ada.userId]);
    expect(Date.now() - rows[0].last_login_at.getTime()).toBeLessThan(10_000);
  });

  it.each<[string, () => Promise<[email: string, password: string]>]>([
    ['nobody has this address', async () => ['nobody@example.com', PASSWORD]],
    ['the address is none', async () => ['not an address', PASSWORD]],
    ['the password is wrong', async () => [(await createUser()).email, 'wrong password']],
    ['the password is empty', async () => [(await createUser()).email, '']],
    ['the account has no password', async () => [(await createUser({ hasPassword: false })).email, PASSWORD]],
    [
      'the account is deactivated',
      async () => {
        const { email } = await createUser();
        await setUserActive(operatorActor(), email, false);
        return [email, PASSWORD];
      },
    ],
  ])('is refused in one and the same way, after one bcrypt comparison, when %s', async (_when, prepare) => {
    const [email, password] = await prepare();
    const compare = jest.spyOn(Piscina.prototype, 'run');
    expect(await signIn(email, password)).toBeNull();
    expect(compare).toHaveBeenCalledTimes(1);
    expect(compare).toHaveBeenCalledWith(
      { password, passwordHash: expect.stringMatching(/^\$2[aby]\$\d\d\$.{53}$/) },
      { name: 'compare' },
    );
  });
});

describe('guessing is limited', () => {
  it.each([true, false])(
    'to ten tries an account from one network, the account existing: %p',
    async (exists) => {
      const email = exists ? (await createUser()).email : `${crypto.randomUUID()}@example.com`;
      const address = anAddress();
      for (let i = 0; i < 10; i++) expect(await signIn(email, 'wrong', address)).toBeNull();
      const refusal = signIn(email, PASSWORD, address);
      expect(await codeOf(refusal)).toBe('too_many_attempts');
      await expect(refusal).rejects.toMatchObject({
        detail: 'Too many sign-in attempts. Try again in 15 minutes.',
        retryAfterSeconds: expect.any(Number),
      });
      expect((await signIn((await createUser()).email, PASSWORD, address))?.id).toBeDefined();
      // Nobody locks somebody else out from where they are.
      if (exists) expect(await signIn(email)).not.toBeNull();
    },
    60_000,
  );

  it('to a hundred tries an account, from wherever', async () => {
    const { email } = await createUser();
    await signIn(email, 'wrong');
    const set = "UPDATE rate_limits SET points = $2 WHERE key = 'sign-in:account:' || $1";
    const account = createHash('sha256').update(email).digest('base64url');
    expect((await pool().query(set, [account, 99])).rowCount).toBe(1);
    expect(await signIn(email, 'wrong')).toBeNull();
    expect(await codeOf(signIn(email))).toBe('too_many_attempts');
  });

  it('by the /64 of an IPv6 address, and without a fault whatever is claimed to be one', async () => {
    const { email } = await createUser();
    for (let i = 0; i < 10; i++) expect(await signIn(email, 'wrong', `2001:db8::${i}`)).toBeNull();
    expect(await codeOf(signIn(email, PASSWORD, '2001:db8::ffff'))).toBe('too_many_attempts');
    expect(await signIn(email, 'wrong', 'x'.repeat(5000))).toBeNull();
    expect(await signIn(email, PASSWORD, '2001:db8:0:1::1')).not.toBeNull();
  }, 60_000);

  it('also when the tries come all at once', async () => {
    const { email } = await createUser();
    const compare = jest.spyOn(Piscina.prototype, 'run');
    const address = anAddress();
    await Promise.allSettled(Array.from({ length: 20 }, () => signIn(email, 'wrong', address)));
    expect(compare).toHaveBeenCalledTimes(10);
  }, 60_000);

  it('to a hundred tries an address, whatever the account', async () => {
    const address = anAddress();
    await pool().query('INSERT INTO rate_limits (key, points, expire) VALUES ($1, 99, $2)', [
      `sign-in:network:${address}`,
      Date.now() + 60_000,
    ]);
    const { email } = await createUser();
    expect(await signIn('nobody@example.com', 'wrong', address)).toBeNull();
    expect(await codeOf(signIn(email, PASSWORD, address))).toBe('too_many_attempts');
    expect(await signIn(email, PASSWORD)).not.toBeNull();
  });

  it('and starts afresh after a success, which costs the address nothing', async () => {
    const { email } = await createUser();
    const address = anAddress();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 9; i++) expect(await signIn(email, 'wrong', address)).toBeNull();
      expect(await signIn(email, PASSWORD, address)).not.toBeNull();
    }
    const { rows } = await pool().query('SELECT points FROM rate_limits WHERE key = $1', [
      `sign-in:network:${address}`,
    ]);
    expect(rows).toEqual([{ points: 18 }]);
  }, 60_000);

  it('without a list of e-mail addresses in the table', async () => {
    const { email } = await createUser();
    await signIn(email, 'wrong');
    const { rows } = await pool().query('SELECT key FROM rate_limits');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(email.split('@')[0]);
  });
});

describe('signing in through the identity provider', () => {
  const identityOf = (email: string | undefined, more: Partial<Identity> = {}): Identity => ({
    issuer: 'https://id.example.com',
    subject: crypto.randomUUID(),
    email,
    isEmailVerified: true,
    firstName: 'Grace',
    lastName: 'Hopper',
    ...more,
  });
  const anEmail = () => `${crypto.randomUUID()}@example.com`;

  it('makes an account for a verified address that has none, and finds it again by identity alone', async () => {
    const identity = identityOf(anEmail());
    const first = await signInWithIdentity(identity);
    const again = await signInWithIdentity({
      ...identity,
      email: 'moved@example.com',
      isEmailVerified: false,
    });
    expect(first).not.toBeNull();
    expect(again).toEqual(first);
    const { rows } = await pool().query(
      'SELECT is_superadmin, password_hash, first_name FROM users WHERE id = $1',
      [first?.id],
    );
    expect(rows).toEqual([{ is_superadmin: false, password_hash: null, first_name: 'Grace' }]);
  });

  it('links a verified address to the account that has it', async () => {
    const ada = await createUser();
    expect((await signInWithIdentity(identityOf(ada.email.toUpperCase())))?.id).toBe(ada.userId);
  });

  it.each([undefined, '', 'not an address'])('makes nobody out of the address %p', async (email) => {
    expect(await signInWithIdentity(identityOf(email))).toBeNull();
  });

  it('gives nobody an account by an address that is not verified, whether one exists or not', async () => {
    const ada = await createUser();
    for (const email of [ada.email, anEmail()]) {
      expect(await signInWithIdentity(identityOf(email, { isEmailVerified: false }))).toBeNull();
      const { rows } = await pool().query(
        'SELECT 1 FROM users u LEFT JOIN external_identities i ON i.user_id = u.id WHERE u.email = $1 AND (u.id <> $2 OR i.subject IS NOT NULL)',
        [email, ada.userId],
      );
      expect(rows).toEqual([]);
    }
  });

  it('tells one issuer from another', async () => {
    const identity = identityOf(anEmail());
    const first = await signInWithIdentity(identity);
    const other = await signInWithIdentity({
      ...identity,
      issuer: 'https://other.example.com',
      email: anEmail(),
    });
    expect(other?.id).not.toBe(first?.id);
  });

  it('is refused to the deactivated, linked or about to be', async () => {
    const ada = await createUser();
    const linked = identityOf(ada.email);
    await signInWithIdentity(linked);
    await setUserActive(operatorActor(), ada.email, false);
    expect(await signInWithIdentity(linked)).toBeNull();
    expect(await signInWithIdentity(identityOf(ada.email))).toBeNull();
  });

  it('works when the same person comes twice at once, the first time', async () => {
    const identity = identityOf(anEmail());
    const results = await Promise.all([
      signInWithIdentity(identity),
      signInWithIdentity(identity),
      signInWithIdentity(identity),
    ]);
    expect(results[0]).not.toBeNull();
    expect(new Set(results.map((result) => result?.id)).size).toBe(1);
  });
});
