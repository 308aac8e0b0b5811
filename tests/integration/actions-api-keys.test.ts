import {
  createApiKeyAction,
  renameApiKeyAction,
  revokeApiKeyAction,
  rotateApiKeyAction,
} from '@/app/(app)/settings/api-keys/actions';
import { hashSecret, isWellFormedSecret } from '@/lib/api-keys/token';
import { operatorActor } from '@/lib/auth/operator';
import { db } from '@/lib/db';
import { setUserActive } from '@/lib/users/users';
import { signInAs, signOut, takeRevalidated } from '../support/browser-session';
import { createTenant, type Tenant } from '../support/factories';
import { keyRow } from '../support/rows';
import { tracesOf } from '../support/secrets';

jest.mock('next/headers', () => jest.requireActual('../support/browser-session').nextHeaders);
jest.mock('next/cache', () => jest.requireActual('../support/browser-session').nextCache);

const PAGE = '/settings/api-keys';
const unauthenticated = { ok: false, error: { code: 'unauthenticated', fieldErrors: {} } };

let ada: Tenant;
let bob: Tenant;
beforeEach(async () => {
  signOut();
  takeRevalidated();
  [ada, bob] = [await createTenant(), await createTenant()];
});

const allKeys = () => db().apiKey.findMany({ orderBy: { id: 'asc' } });

/** Runs the work and expects every key in the database to be as it was before. */
async function changingNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await allKeys();
  const result = await work();
  expect(await allKeys()).toEqual(before);
  return result;
}

/** Each action with input that would do, aimed at a key. */
const ACTIONS: [name: string, call: (id: string) => Promise<unknown>][] = [
  ['create', () => createApiKeyAction({ name: 'Another' })],
  ['rename', (id) => renameApiKeyAction({ id, name: 'Renamed' })],
  ['delete', (id) => revokeApiKeyAction({ id })],
  ['rotate', (id) => rotateApiKeyAction({ id, idempotencyKey: 'x' })],
];

describe.each(ACTIONS)('to %s', (_name, call) => {
  it('nobody who is signed out gets anywhere, and the page with what they typed stays', async () => {
    expect(await changingNothing(() => call(ada.apiKey.id))).toMatchObject(unauthenticated);
    expect(takeRevalidated()).toEqual([]);
  });

  it('a session that was ended is no session', async () => {
    await signInAs(ada.actor, 1);
    expect(await changingNothing(() => call(ada.apiKey.id))).toMatchObject(unauthenticated);
  });

  it('a deactivated person is nobody', async () => {
    await signInAs(ada.actor);
    await setUserActive(operatorActor(), ada.actor.email, false);
    expect(await changingNothing(() => call(ada.apiKey.id))).toMatchObject(unauthenticated);
  });
});

describe('creating', () => {
  it('makes a key for the person of the session, and tells its secret once and nothing more of it', async () => {
    await signInAs(ada.actor);
    const before = await keyRow(bob.apiKey.id);
    const result = await createApiKeyAction({ name: ' CI ', expiresInDays: 30, canCreateKeys: true });
    if (!result.ok) throw new Error(result.error.message);
    const { apiKey, secret } = result.data;
    expect(isWellFormedSecret(secret)).toBe(true);
    expect(tracesOf(secret, apiKey)).toEqual([]);
    const row = await db().apiKey.findUniqueOrThrow({ where: { id: apiKey.id } });
    expect(row).toMatchObject({ userId: ada.actor.userId, name: 'CI', canCreateKeys: true });
    expect(Buffer.from(row.keyHash)).toEqual(Buffer.from(hashSecret(secret)));
    expect(takeRevalidated()).toEqual([PAGE]);
    expect(await db().apiKey.count({ where: { userId: bob.actor.userId } })).toBe(1);
    expect(await keyRow(bob.apiKey.id)).toBe(before);
  });

  it('takes a name that only somebody else has, and none of one’s own again', async () => {
    await signInAs(ada.actor);
    expect(await createApiKeyAction({ name: bob.apiKey.name })).toMatchObject({ ok: true });
    expect(
      await changingNothing(() => createApiKeyAction({ name: ada.apiKey.name.toUpperCase() })),
    ).toMatchObject({ ok: false, error: { code: 'name_taken', fieldErrors: { name: expect.any(String) } } });
  });

  it.each<[string, unknown, string[]]>([
    ['nothing', undefined, ['']],
    ['no name', {}, ['name']],
    ['an empty name', { name: '   ' }, ['name']],
    ['a name over 100 characters', { name: 'x'.repeat(101) }, ['name']],
    ['a line break in the name', { name: 'a\nb' }, ['name']],
    ['zero days', { name: 'x', expiresInDays: 0 }, ['expiresInDays']],
    ['too many days', { name: 'x', expiresInDays: 3651 }, ['expiresInDays']],
    ['no number and no name', { name: '', expiresInDays: Number.NaN }, ['name', 'expiresInDays']],
    ['a right that is no boolean', { name: 'x', canCreateKeys: 'yes' }, ['canCreateKeys']],
    ['another owner', { name: 'x', userId: crypto.randomUUID() }, expect.anything()],
  ])('names the fields that are wrong with %s, and makes no key', async (_what, input, fields) => {
    await signInAs(ada.actor);
    const result = await changingNothing(() => createApiKeyAction(input));
    if (result.ok) throw new Error('it was accepted');
    expect(result.error.code).toBe('validation_failed');
    expect(Object.keys(result.error.fieldErrors)).toEqual(fields);
    expect(takeRevalidated()).toEqual([]);
  });
});

describe('renaming', () => {
  it('changes the name of one’s own key and nothing else', async () => {
    await signInAs(ada.actor);
    const before = JSON.parse(await keyRow(ada.apiKey.id));
    const result = await renameApiKeyAction({ id: ada.apiKey.id, name: ' New ' });
    expect(result).toMatchObject({ ok: true, data: { id: ada.apiKey.id, name: 'New' } });
    expect(JSON.parse(await keyRow(ada.apiKey.id))).toEqual({ ...before, name: 'New' });
    expect(takeRevalidated()).toEqual([PAGE]);
  });

  it('does not find another’s key, and leaves it as it was', async () => {
    await signInAs(ada.actor);
    const result = await changingNothing(() => renameApiKeyAction({ id: bob.apiKey.id, name: 'Mine now' }));
    expect(result).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it.each([
    [{ name: 'x' }, ['id']],
    [{ id: 5, name: 'x' }, ['id']],
    [{ id: 'x', name: '' }, ['name']],
    [{ name: '' }, ['name', 'id']],
  ])('names what is wrong with %j, and changes nothing', async (input, fields) => {
    await signInAs(ada.actor);
    const result = await changingNothing(() => renameApiKeyAction(input));
    if (result.ok) throw new Error('it was accepted');
    expect(Object.keys(result.error.fieldErrors).sort()).toEqual(fields.sort());
  });
});

describe('rotating', () => {
  it('puts a new key in the place of one’s own, and tells its secret once and nothing more of it', async () => {
    await signInAs(ada.actor);
    const before = await keyRow(bob.apiKey.id);
    const input = { id: ada.apiKey.id, overlapHours: 1, expiresInDays: 30, idempotencyKey: 'x' };
    const result = await rotateApiKeyAction(input);
    if (!result.ok) throw new Error(result.error.message);
    const { secret, ...rest } = result.data;
    expect(isWellFormedSecret(secret)).toBe(true);
    expect(tracesOf(secret, rest)).toEqual([]);
    expect(rest.apiKey).toMatchObject({ name: ada.apiKey.name, replacedBy: null });
    expect(rest.replaces).toMatchObject({ id: ada.apiKey.id, replacedBy: { id: rest.apiKey.id } });
    expect(takeRevalidated()).toEqual([PAGE]);
    expect(await keyRow(bob.apiKey.id)).toBe(before);
  });

  it('does not find another’s key, and leaves it as it was', async () => {
    await signInAs(ada.actor);
    const attempt = () => rotateApiKeyAction({ id: bob.apiKey.id, idempotencyKey: 'x' });
    expect(await changingNothing(attempt)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  it('of a key that was replaced meanwhile says so and has the list made anew', async () => {
    await signInAs(ada.actor);
    await rotateApiKeyAction({ id: ada.apiKey.id, idempotencyKey: 'x' });
    takeRevalidated();
    const attempt = () => rotateApiKeyAction({ id: ada.apiKey.id, idempotencyKey: 'y' });
    expect(await changingNothing(attempt)).toMatchObject({ ok: false, error: { code: 'already_replaced' } });
    expect(takeRevalidated()).toEqual([PAGE]);
  });
});

describe('deleting', () => {
  it('revokes one’s own key, with who and when, and no other', async () => {
    await signInAs(ada.actor);
    const before = await keyRow(bob.apiKey.id);
    expect(await revokeApiKeyAction({ id: ada.apiKey.id })).toEqual({ ok: true, data: undefined });
    expect(await db().apiKey.findUnique({ where: { id: ada.apiKey.id } })).toMatchObject({
      revokedAt: expect.any(Date),
      revokedById: ada.actor.userId,
    });
    expect(takeRevalidated()).toEqual([PAGE]);
    expect(await keyRow(bob.apiKey.id)).toBe(before);
  });

  it('does not find another’s key, which goes on working', async () => {
    await signInAs(ada.actor);
    expect(await changingNothing(() => revokeApiKeyAction({ id: bob.apiKey.id }))).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });

  it('of a key that was deleted meanwhile says so and has the list made anew', async () => {
    await signInAs(ada.actor);
    await revokeApiKeyAction({ id: ada.apiKey.id });
    takeRevalidated();
    expect(await changingNothing(() => revokeApiKeyAction({ id: ada.apiKey.id }))).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
    expect(takeRevalidated()).toEqual([PAGE]);
  });

  it.each([undefined, {}, { id: null }, { id: ['a'] }])('refuses %j, and deletes nothing', async (input) => {
    await signInAs(ada.actor);
    const result = await changingNothing(() => revokeApiKeyAction(input));
    if (result.ok) throw new Error('it was accepted');
    expect(result.error.code).toBe('validation_failed');
    expect(Object.keys(result.error.fieldErrors)).toHaveLength(1);
  });
});
