import { decode } from 'next-auth/jwt';
import { changePasswordHere } from '@/lib/auth/change-password';
import { signInWithPassword } from '@/lib/auth/sign-in';
import { env } from '@/lib/env';
import { codeOf } from '../support/codes';
import { createUser, PASSWORD } from '../support/factories';

/** The request as the framework would give it. */
const jar = new Map<string, string>();

jest.mock('next/headers', () => ({
  headers: async () => new Headers({ 'x-forwarded-for': '203.0.113.7' }),
  cookies: async () => ({ set: (name: string, value: string) => jar.set(name, value) }),
}));

const NEW_PASSWORD = 'another horse, another battery';

it('changing the password renews this browser’s session under the new version', async () => {
  const ada = await createUser();
  await changePasswordHere(ada, { currentPassword: PASSWORD, newPassword: NEW_PASSWORD });
  const token = jar.get('next-auth.session-token');
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET });
  expect(claims).toMatchObject({ sub: ada.userId, sessionVersion: 1 });
  expect(await signInWithPassword({ email: ada.email, password: NEW_PASSWORD }, '203.0.113.8')).toEqual({
    id: ada.userId,
    sessionVersion: 1,
  });
});

it('a session is no place to guess the old password: ten tries, then not even the right one', async () => {
  const [ada, bob] = [await createUser(), await createUser()];
  const attempt = (currentPassword: string, who = ada) =>
    codeOf(changePasswordHere(who, { currentPassword, newPassword: NEW_PASSWORD }));
  for (let count = 0; count < 10; count++) expect(await attempt('wrong')).toBe('wrong_password');
  expect(await attempt(PASSWORD)).toBe('too_many_attempts');
  expect(await attempt('wrong', bob)).toBe('wrong_password');
});
