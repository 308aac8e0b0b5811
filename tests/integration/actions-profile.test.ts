import { changePasswordAction, updateProfileAction } from '@/app/(app)/settings/profile/actions';
import type { Actor } from '@/lib/actor';
import { currentActor } from '@/lib/auth/session';
import { db } from '@/lib/db';
import { verifyPassword } from '@/lib/users/password';
import { signInAs, signOut, takeRevalidated } from '../support/browser-session';
import { createUser, PASSWORD } from '../support/factories';

jest.mock('next/headers', () => jest.requireActual('../support/browser-session').nextHeaders);
jest.mock('next/cache', () => jest.requireActual('../support/browser-session').nextCache);

const NEW_PASSWORD = 'an entirely different one';
const unauthenticated = { ok: false, error: { code: 'unauthenticated', fieldErrors: {} } };

let ada: Actor;
let bob: Actor;
beforeEach(async () => {
  signOut();
  takeRevalidated();
  [ada, bob] = [await createUser(), await createUser()];
});

const row = ({ userId }: Actor) => db().user.findUniqueOrThrow({ where: { id: userId } });
const allUsers = () => db().user.findMany({ orderBy: { id: 'asc' } });

/** Runs the work and expects every account to be as it was before. */
async function changingNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await allUsers();
  const result = await work();
  expect(await allUsers()).toEqual(before);
  return result;
}

describe('saving one’s name', () => {
  it('changes that of the person of the session, on every page, and nobody else’s', async () => {
    await signInAs(ada);
    const before = await row(bob);
    const result = await updateProfileAction({ firstName: ' Augusta ', lastName: 'King' });
    expect(result).toEqual({ ok: true, data: undefined });
    expect(await row(ada)).toMatchObject({ firstName: 'Augusta', lastName: 'King', email: ada.email });
    expect(await row(bob)).toEqual(before);
    expect(takeRevalidated()).toEqual(['/']);
  });

  it('needs a session', async () => {
    const result = await changingNothing(() => updateProfileAction({ firstName: 'A', lastName: 'B' }));
    expect(result).toMatchObject(unauthenticated);
    expect(takeRevalidated()).toEqual([]);
  });

  it.each<[unknown, string]>([
    [{ firstName: 'x'.repeat(101), lastName: '' }, 'firstName'],
    [{ firstName: 'a', lastName: 'b\u0000' }, 'lastName'],
    [{ firstName: 'a' }, 'lastName'],
  ])('names the field that is wrong in %j, and saves nothing', async (input, field) => {
    await signInAs(ada);
    const result = await changingNothing(() => updateProfileAction(input));
    expect(result).toMatchObject({ ok: false, error: { fieldErrors: { [field]: expect.any(String) } } });
  });

  it.each(['id', 'email', 'isSuperadmin', 'passwordHash'])('is no way to set one’s %s', async (field) => {
    await signInAs(ada);
    const input = { firstName: 'a', lastName: 'b', [field]: bob.userId };
    expect(await changingNothing(() => updateProfileAction(input))).toMatchObject({
      ok: false,
      error: { code: 'validation_failed' },
    });
  });
});

describe('changing one’s password', () => {
  const change = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };

  it('does so for the person of the session, keeps this session, and touches nobody else', async () => {
    await signInAs(ada);
    const before = await row(bob);
    expect(await changePasswordAction(change)).toEqual({ ok: true, data: undefined });
    const { passwordHash, sessionVersion } = await row(ada);
    expect(await verifyPassword(NEW_PASSWORD, passwordHash)).toBe(true);
    expect(sessionVersion).toBe(1);
    expect(await currentActor()).toEqual(ada);
    expect(await row(bob)).toEqual(before);
    await signInAs(ada, 0);
    expect(await currentActor()).toBeNull();
  });

  it('needs a session', async () => {
    expect(await changingNothing(() => changePasswordAction(change))).toMatchObject(unauthenticated);
  });

  it.each<[string, unknown, string]>([
    ['a wrong old password', { ...change, currentPassword: 'not this one' }, 'currentPassword'],
    ['no old password', { newPassword: NEW_PASSWORD }, 'currentPassword'],
    ['a short new one', { ...change, newPassword: 'short' }, 'newPassword'],
    ['a new one of more than 72 bytes', { ...change, newPassword: 'ü'.repeat(37) }, 'newPassword'],
  ])('refuses %s beside its field, and the old one still fits', async (_what, input, field) => {
    await signInAs(ada);
    const result = await changingNothing(() => changePasswordAction(input));
    expect(result).toMatchObject({ ok: false, error: { fieldErrors: { [field]: expect.any(String) } } });
    expect(await verifyPassword(PASSWORD, (await row(ada)).passwordHash)).toBe(true);
    expect(JSON.stringify(result)).not.toContain(NEW_PASSWORD);
  });
});
