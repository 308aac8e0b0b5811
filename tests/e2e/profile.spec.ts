import { bearer } from './support/key-page';
import { createPerson, PASSWORD } from './support/people';
import { expect, test } from './support/test';

const NEW_PASSWORD = 'an entirely different one';

test('the name is saved and shown in the shell; the e-mail address cannot be changed', async ({
  page,
  person,
}) => {
  await page.goto('/settings/profile');
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email);
  await expect(page.getByLabel('E-mail')).not.toBeEditable();
  await page.getByLabel('First name').fill('Augusta');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Name saved')).toBeVisible();
  await expect(page.getByRole('button', { name: `Account: ${person.email}` })).toContainText(
    'Augusta Lovelace',
  );
  await expect(page.getByText('Editor')).toBeVisible();
});

test('changing the password asks for the old one and ends the other sessions, but not this one or any key', async ({
  page,
  browser,
  world,
  addKey,
  request,
}) => {
  const someone = await createPerson(world.sql);
  const signIn = async (on: typeof page, password: string) => {
    await on.goto(`${world.origin}/sign-in`);
    await on.getByLabel('E-mail').fill(someone.email);
    await on.getByLabel('Password').fill(password);
    await on.getByRole('button', { name: 'Sign in' }).click();
    await on.waitForURL('**/settings/api-keys');
  };
  const { secret } = await addKey({ name: 'Independent' });
  await page.context().clearCookies();
  const elsewhere = await (await browser.newContext()).newPage();
  await signIn(page, PASSWORD);
  await signIn(elsewhere, PASSWORD);

  await page.goto('/settings/profile');
  await page.getByLabel('Current password').fill('not this one');
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('That is not your current password.')).toBeVisible();
  await page.getByLabel('Current password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();
  await expect(page.getByLabel('New password')).toHaveValue('');

  await page.goto('/settings/api-keys');
  await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();
  await elsewhere.goto(`${world.origin}/settings/api-keys`);
  await expect(elsewhere).toHaveURL(/\/sign-in\?callbackUrl=%2Fsettings%2Fapi-keys$/);
  await signIn(elsewhere, NEW_PASSWORD);
  await elsewhere.context().close();
  expect((await request.get('/api/users/me', { headers: bearer(secret) })).status()).toBe(200);
});

test('who signs in through an identity provider is not asked for a password', async ({
  page,
  person,
  world,
}) => {
  await world.sql('UPDATE users SET password_hash = NULL WHERE id = $1', [person.id]);
  await page.goto('/settings/profile');
  await expect(page.getByRole('heading', { name: 'Spaces' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Password' })).toHaveCount(0);
});
