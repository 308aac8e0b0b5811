import type { Actor } from '@/lib/actor';
import { operatorActor, operatorFor } from '@/lib/auth/operator';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { pool } from '@/lib/db';
import {
  changePassword,
  createFirstAccount,
  createUser,
  getProfile,
  isFirstRun,
  setPassword,
  setUserActive,
  updateProfile,
} from '@/lib/users/users';
import { codeOf } from '../support/codes';
import * as make from '../support/factories';
import { PASSWORD } from '../support/factories';

const NEW_PASSWORD = 'a new and longer password';

const signsIn = async (email: string, password: string) =>
  (await signInWithPassword({ email, password }, crypto.randomUUID())) !== null;

async function userRow(id: string): Promise<string> {
  const { rows } = await pool().query<{ row: string }>(
    'SELECT to_jsonb(u)::text AS row FROM users u WHERE id = $1',
    [id],
  );
  return rows[0]?.row ?? '';
}

// This comes first: the database has nobody in it yet.
describe('the first account', () => {
  it('is made exactly once, by one of ten who try at once, and rules the installation', async () => {
    expect(await isFirstRun()).toBe(true);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        createFirstAccount({ email: `First${i}@Example.com`, password: PASSWORD }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []));
    expect(refusals).toEqual(new Array(9).fill('already_set_up'));
    const { rows } = await pool().query('SELECT email, is_superadmin FROM users');
    expect(rows).toEqual([{ email: expect.stringMatching(/^first\d@example\.com$/), is_superadmin: true }]);
    expect(await isFirstRun()).toBe(false);
    expect(await signsIn(rows[0].email, PASSWORD)).toBe(true);
  }, 60_000);

  it('cannot be made again', async () => {
    expect(await codeOf(createFirstAccount({ email: 'late@example.com', password: PASSWORD }))).toBe(
      'already_set_up',
    );
  });
});

describe('a profile', () => {
  it("shows one's own data and spaces, and no password hash", async () => {
    const [ada, bob] = [await make.createUser(), await make.createUser({ hasPassword: false })];
    const space = await make.createSpaceFor(ada, 'viewer');
    await make.createSpaceFor(bob, 'admin');
    const profile = await getProfile(ada);
    expect(profile).toMatchObject({ id: ada.userId, email: ada.email, hasPassword: true });
    expect(profile.spaces.map(({ id, role }) => [id, role])).toEqual([[space.id, 'viewer']]);
    expect(JSON.stringify(profile)).not.toMatch(/\$2[aby]\$|passwordHash/);
    expect((await getProfile(bob)).hasPassword).toBe(false);
  });

  it('is changed for oneself only, in its names only', async () => {
    const [ada, bob] = [await make.createUser(), await make.createUser()];
    const [before, other] = [JSON.parse(await userRow(ada.userId)), await userRow(bob.userId)];
    await updateProfile(ada, { firstName: ' Augusta ', lastName: 'King' });
    expect(JSON.parse(await userRow(ada.userId))).toEqual({
      ...before,
      first_name: 'Augusta',
      last_name: 'King',
    });
    expect(await userRow(bob.userId)).toBe(other);
  });
});

describe('changing the password', () => {
  it('needs the old one, ends every session made before, and leaves others alone', async () => {
    const [ada, bob] = [await make.createUser(), await make.createUser()];
    const other = await userRow(bob.userId);
    const { sessionVersion } = await changePassword(ada, {
      currentPassword: PASSWORD,
      newPassword: NEW_PASSWORD,
    });
    expect(sessionVersion).toBe(1);
    expect(JSON.parse(await userRow(ada.userId)).session_version).toBe(1);
    expect(await signsIn(ada.email, PASSWORD)).toBe(false);
    expect(await signsIn(ada.email, NEW_PASSWORD)).toBe(true);
    expect(await userRow(bob.userId)).toBe(other);
  });

  it('with a wrong old one changes nothing', async () => {
    const ada = await make.createUser();
    const before = await userRow(ada.userId);
    expect(await codeOf(changePassword(ada, { currentPassword: 'wrong', newPassword: NEW_PASSWORD }))).toBe(
      'wrong_password',
    );
    expect(await userRow(ada.userId)).toBe(before);
  });

  it.each(['short', 'ä'.repeat(37)])('does not take the new one %p', async (newPassword) => {
    const ada = await make.createUser();
    const before = await userRow(ada.userId);
    await expect(changePassword(ada, { currentPassword: PASSWORD, newPassword })).rejects.toThrow();
    expect(await userRow(ada.userId)).toBe(before);
  });

  it('is for people who have one, in person: no key may do it', async () => {
    const input = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    const tenant = await make.createTenant();
    expect(await codeOf(changePassword(make.throughKey(tenant), input))).toBe('forbidden');
    expect(await codeOf(changePassword(await make.createUser({ hasPassword: false }), input))).toBe(
      'forbidden',
    );
  });
});

describe('administration', () => {
  const attempts: [string, (actor: Actor, email: string) => Promise<unknown>][] = [
    [
      'make an account',
      (actor) => createUser(actor, { email: `${crypto.randomUUID()}@example.com`, password: PASSWORD }),
    ],
    ['deactivate somebody', (actor, email) => setUserActive(actor, email, false)],
    ["set somebody's password", (actor, email) => setPassword(actor, email, NEW_PASSWORD)],
  ];

  it.each(attempts)('is for superadmins in person and operators: only they %s', async (_what, attempt) => {
    const target = await make.createUser();
    const before = await userRow(target.userId);
    const superadmin = await make.createUser({ isSuperadmin: true });
    const theirKey = make.throughKey({
      actor: superadmin,
      ...(await make.createKeyFor(superadmin, { canCreateKeys: true })),
    });
    for (const actor of [await make.createUser(), target, theirKey]) {
      expect(await codeOf(attempt(actor, target.email))).toBe('forbidden');
    }
    expect(await userRow(target.userId)).toBe(before);
    await attempt(superadmin, target.email);
    await attempt(operatorActor(), target.email);
  });

  it('makes one account per address, whatever its case', async () => {
    const input = { email: 'Grace@Example.com', password: PASSWORD };
    await createUser(operatorActor(), input);
    expect(await codeOf(createUser(operatorActor(), { ...input, email: ' grace@example.COM' }))).toBe(
      'email_taken',
    );
    expect(await signsIn('grace@example.com', PASSWORD)).toBe(true);
  });

  it('deactivates and reactivates; the sessions of before stay ended', async () => {
    const ada = await make.createUser();
    await setUserActive(operatorActor(), ada.email.toUpperCase(), false);
    const since = JSON.parse(await userRow(ada.userId)).deactivated_at;
    await setUserActive(operatorActor(), ada.email, false);
    expect(JSON.parse(await userRow(ada.userId)).deactivated_at).toBe(since);
    expect(await signsIn(ada.email, PASSWORD)).toBe(false);
    expect(await codeOf(operatorFor(ada.email))).toBe('not_found');
    await setUserActive(operatorActor(), ada.email, true);
    expect(JSON.parse(await userRow(ada.userId))).toMatchObject({
      deactivated_at: null,
      session_version: expect.any(Number),
    });
    expect(JSON.parse(await userRow(ada.userId)).session_version).toBeGreaterThan(0);
    expect(await signsIn(ada.email, PASSWORD)).toBe(true);
  });

  it("sets a password, ending that person's sessions", async () => {
    const ada = await make.createUser();
    await setPassword(operatorActor(), ada.email, NEW_PASSWORD);
    expect(await signsIn(ada.email, NEW_PASSWORD)).toBe(true);
    expect(JSON.parse(await userRow(ada.userId)).session_version).toBe(1);
  });

  it('says so when there is no such person', async () => {
    expect(await codeOf(setUserActive(operatorActor(), 'nobody@example.com', false))).toBe('not_found');
    for (const email of ['nobody@example.com', '', 'x', '%'])
      expect(await codeOf(operatorFor(email))).toBe('not_found');
  });

  it('acts for the person an operator names, whatever the case', async () => {
    const ada = await make.createUser();
    expect(await operatorFor(` ${ada.email.toUpperCase()}`)).toEqual({ ...ada, via: { door: 'operator' } });
  });
});
