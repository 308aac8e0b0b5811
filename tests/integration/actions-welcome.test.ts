import { createFirstAccountAction } from '@/app/(auth)/welcome/actions';
import { db } from '@/lib/db';
import { verifyPassword } from '@/lib/users/password';
import { createUser, PASSWORD } from '../support/factories';

const ACCOUNT = { email: ' Root@Example.com ', password: PASSWORD, firstName: 'Grace', lastName: 'Hopper' };

// The order matters here: the database has nobody in it at first.
it.each<[string, unknown, string]>([
  ['no e-mail address', { ...ACCOUNT, email: '' }, 'email'],
  ['what is no address', { ...ACCOUNT, email: 'root' }, 'email'],
  ['a short password', { ...ACCOUNT, password: 'short' }, 'password'],
  ['a name with a line break', { ...ACCOUNT, firstName: 'a\nb' }, 'firstName'],
])('makes no account with %s, and names the field', async (_what, input, field) => {
  const result = await createFirstAccountAction(input);
  expect(result).toMatchObject({ ok: false, error: { fieldErrors: { [field]: expect.any(String) } } });
  expect(JSON.stringify(result)).not.toContain(PASSWORD);
  expect(await db().user.count()).toBe(0);
});

it('takes no other field, so that nobody chooses what they are', async () => {
  const result = await createFirstAccountAction({ ...ACCOUNT, isSuperadmin: false });
  expect(result).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
  expect(await db().user.count()).toBe(0);
});

it('of two first visitors at the same moment one gets the account, a superadmin', async () => {
  const results = await Promise.all([
    createFirstAccountAction(ACCOUNT),
    createFirstAccountAction({ ...ACCOUNT, email: 'second@example.com' }),
  ]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toMatchObject({ ok: false, error: { code: 'already_set_up' } });
  const [first, ...others] = await db().user.findMany();
  expect(others).toEqual([]);
  expect(first).toMatchObject({ isSuperadmin: true, firstName: 'Grace', lastName: 'Hopper' });
  expect(['root@example.com', 'second@example.com']).toContain(first?.email);
  expect(await verifyPassword(PASSWORD, first?.passwordHash ?? null)).toBe(true);
});

it('makes none once there is anybody, and changes nothing about those there are', async () => {
  await createUser();
  const before = await db().user.findMany({ orderBy: { id: 'asc' } });
  expect(await createFirstAccountAction({ ...ACCOUNT, email: 'late@example.com' })).toMatchObject({
    ok: false,
    error: { code: 'already_set_up' },
  });
  expect(await db().user.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});
