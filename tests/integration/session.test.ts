import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { createApiKey } from '@/lib/api-keys/api-keys';
import { createApiKeySchema } from '@/lib/api-keys/schema';
import { operatorActor } from '@/lib/auth/operator';
import { authOptions } from '@/lib/auth/options';
import { currentActor, currentSession, requireUser } from '@/lib/auth/session';
import { renewSession } from '@/lib/auth/session-cookie';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors/app-error';
import { runAction, runPublicAction } from '@/lib/http/action';
import { changePassword, setUserActive } from '@/lib/users/users';
import { createUser, PASSWORD } from '../support/factories';
import { watchQueries } from '../support/queries';

/** The browser's cookies; the framework's own edge is all that is replaced here. */
const jar = new Map<string, { value: string; options?: object }>();

const asked = new Headers();

jest.mock('next/headers', () => ({
  headers: async () => asked,
  cookies: async () => ({
    get: (name: string) => jar.get(name),
    set: (name: string, value: string, options: object) => jar.set(name, { value, options }),
  }),
}));
jest.mock('next/navigation', () => ({
  redirect: (path: string) => {
    throw new Error(`redirected to ${path}`);
  },
}));

const COOKIE = 'next-auth.session-token';

async function holdCookie(
  token: Record<string, unknown>,
  options: { secret?: string; maxAge?: number } = {},
): Promise<void> {
  const value = await encode({ token, secret: env().NEXTAUTH_SECRET, ...options });
  jar.set(COOKIE, { value });
}

beforeEach(() => jar.clear());

// This comes first: the database has nobody in it yet.
it('who comes to an installation without accounts is sent to make the first one, everyone else to sign in', async () => {
  await expect(requireUser()).rejects.toThrow('redirected to /welcome');
  await createUser();
  await expect(requireUser()).rejects.toThrow('redirected to /sign-in');
  asked.set('x-path', '/settings/profile?a=1');
  await expect(requireUser()).rejects.toThrow(
    'redirected to /sign-in?callbackUrl=%2Fsettings%2Fprofile%3Fa%3D1',
  );
});

describe('a session cookie', () => {
  it('makes an actor of the person it was made for, as they are now', async () => {
    const ada = await createUser();
    await createUser();
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    expect(await currentActor()).toEqual(ada);
    expect(await requireUser()).toEqual(ada);
    await db().user.update({ where: { id: ada.userId }, data: { isSuperadmin: true } });
    expect((await currentActor())?.isSuperadmin).toBe(true);
  });

  it('is believed about nothing but who it was made for', async () => {
    const ada = await createUser();
    await holdCookie({ sub: ada.userId, sessionVersion: 0, isSuperadmin: true, email: 'root@example.com' });
    expect(await currentActor()).toEqual(ada);
  });

  it.each<[string, () => Promise<void>]>([
    ['there is none', async () => undefined],
    ['it is empty', async () => void jar.set(COOKIE, { value: '' })],
    ['it is noise', async () => void jar.set(COOKIE, { value: 'a.b.c.d.e' })],
    [
      'it was made with another secret',
      async () =>
        holdCookie({ sub: (await createUser()).userId, sessionVersion: 0 }, { secret: 'x'.repeat(40) }),
    ],
    [
      'it has run out',
      async () => holdCookie({ sub: (await createUser()).userId, sessionVersion: 0 }, { maxAge: -60 }),
    ],
    [
      'its session was ended',
      async () => holdCookie({ sub: (await createUser()).userId, sessionVersion: -1 }),
    ],
    ['it has no version', async () => holdCookie({ sub: (await createUser()).userId })],
    ['it names nobody', async () => holdCookie({ sub: crypto.randomUUID(), sessionVersion: 0 })],
    ['it has no name in it', async () => holdCookie({ sessionVersion: 0 })],
    [
      'it has another name',
      async () => {
        await holdCookie({ sub: (await createUser()).userId, sessionVersion: 0 });
        jar.set(`__Secure-${COOKIE}`, { value: jar.get(COOKIE)?.value ?? '' });
        jar.delete(COOKIE);
      },
    ],
  ])('is nobody when %s', async (_when, prepare) => {
    await prepare();
    expect(await currentActor()).toBeNull();
  });

  it('that was changed by one character is nobody', async () => {
    await holdCookie({ sub: (await createUser()).userId, sessionVersion: 0 });
    const value = jar.get(COOKIE)?.value ?? '';
    const at = value.length - 8;
    jar.set(COOKIE, { value: value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1) });
    expect(await currentActor()).toBeNull();
  });

  it('ends with the deactivation of its person, and stays ended after a reactivation', async () => {
    const ada = await createUser();
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    expect(await currentActor()).not.toBeNull();
    await setUserActive(operatorActor(), ada.email, false);
    expect(await currentActor()).toBeNull();
    await setUserActive(operatorActor(), ada.email, true);
    expect(await currentActor()).toBeNull();
  });

  it('ends with a changed password, but not the one of the browser it was changed in', async () => {
    const ada = await createUser();
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    const elsewhere = jar.get(COOKIE);
    const { sessionVersion } = await changePassword(ada, {
      currentPassword: PASSWORD,
      newPassword: 'another good password',
    });
    expect(await currentActor()).toBeNull();
    await renewSession(ada.userId, sessionVersion);
    expect(await currentActor()).toEqual(ada);
    expect(jar.get(COOKIE)?.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
    jar.set(COOKIE, elsewhere ?? { value: '' });
    expect(await currentActor()).toBeNull();
  });
});

describe('signing out', () => {
  const signOut = async () => {
    const token = await decode({ token: jar.get(COOKIE)?.value, secret: env().NEXTAUTH_SECRET });
    await authOptions().events?.signOut?.({ token: token ?? {}, session: {} as never });
  };

  it('ends this session and no other of the same person, copies of its cookie included', async () => {
    const ada = await createUser();
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    const elsewhere = jar.get(COOKIE) ?? { value: '' };
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    expect(await currentActor()).toEqual(ada);
    await signOut();
    await signOut();
    expect(await currentActor()).toBeNull();
    expect(await currentSession()).toBeNull();
    jar.set(COOKIE, elsewhere);
    expect(await currentActor()).toEqual(ada);
  });

  it('costs nobody a second statement', async () => {
    await holdCookie({ sub: (await createUser()).userId, sessionVersion: 0 });
    const queries = watchQueries();
    await currentActor();
    expect(queries.texts()).toHaveLength(1);
    queries.stop();
  });

  it('is remembered no longer than the token would have worked', async () => {
    const ada = await createUser();
    await db().endedSession.create({
      data: { id: crypto.randomUUID(), userId: ada.userId, expiresAt: new Date(Date.now() - 2 * 86_400_000) },
    });
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    await signOut();
    expect(await db().endedSession.count({ where: { userId: ada.userId } })).toBe(1);
  });
});

describe('an action', () => {
  const schema = z.strictObject({ name: z.string('Enter a name.') });
  const unreachable = async () => Promise.reject(new Error('this must not run'));

  it('asks who it is before it looks at the input', async () => {
    const input = Object.defineProperty({}, 'name', {
      enumerable: true,
      get: () => {
        throw new Error('read too early');
      },
    });
    const result = await runAction(schema, input, unreachable);
    expect(result).toMatchObject({ ok: false, error: { code: 'unauthenticated', fieldErrors: {} } });
  });

  it('names each wrong field, and does no work', async () => {
    await holdCookie({ sub: (await createUser()).userId, sessionVersion: 0 });
    expect(await runAction(schema, { name: 5 }, unreachable)).toMatchObject({
      ok: false,
      error: { code: 'validation_failed', fieldErrors: { name: 'Enter a name.' } },
    });
  });

  it('does its work as the person who is signed in, on parsed input, and gives back the result', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    const result = await runAction(createApiKeySchema, { name: ' Mine ' }, (actor, input) =>
      createApiKey(actor, input),
    );
    expect(result).toMatchObject({ ok: true, data: { apiKey: { name: 'Mine' } } });
    const keys = await db().apiKey.findMany({ select: { userId: true, name: true } });
    expect(keys).toEqual([{ userId: ada.userId, name: 'Mine' }]);
    expect(keys[0]?.userId).not.toBe(bob.userId);
  });

  it("tells the domain's refusal with its field", async () => {
    const ada = await createUser();
    await createApiKey(ada, { name: 'Taken' });
    await holdCookie({ sub: ada.userId, sessionVersion: 0 });
    const result = await runAction(createApiKeySchema, { name: 'taken' }, (actor, input) =>
      createApiKey(actor, input),
    );
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'name_taken', fieldErrors: { name: expect.any(String) } },
    });
  });

  it.each([
    new Error('hunter2'),
    'hunter2',
    new AppError('internal_error', { detail: 'Sorry.', cause: 'hunter2' }),
  ])('tells nothing of a fault of ours: %p', async (thrown) => {
    const result = await runPublicAction(schema, { name: 'x' }, () => Promise.reject(thrown));
    expect(result).toMatchObject({ ok: false, error: { code: 'internal_error' } });
    expect(JSON.stringify(result)).not.toContain('hunter2');
  });

  it('of the public kind asks for nobody, and validates all the same', async () => {
    const queries = watchQueries();
    expect(await runPublicAction(schema, {}, unreachable)).toMatchObject({
      ok: false,
      error: { code: 'validation_failed' },
    });
    expect(await runPublicAction(schema, { name: 'x' }, async ({ name }) => name)).toEqual({
      ok: true,
      data: 'x',
    });
    expect(queries.texts()).toEqual([]);
    queries.stop();
  });
});
