import { expect, ownWorld, test } from './support/test';

// An installation of its own, on which nobody has an account yet.
test.use({ world: [ownWorld(), { scope: 'worker', timeout: 60_000 }] });

test('the first visitor makes the first account, and nobody after them', async ({ page, world }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/welcome$/);
  await page.getByLabel('E-mail').fill('root@example.com');
  await page.getByLabel('Password').fill('short');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('root@example.com');

  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
  await expect(page.getByRole('heading', { name: 'Create your first API key' })).toBeVisible();
  expect(await world.sql('SELECT email, is_superadmin FROM users')).toEqual([
    { email: 'root@example.com', is_superadmin: true },
  ]);

  await page.context().clearCookies();
  await page.goto('/welcome');
  await expect(page).toHaveURL(/\/sign-in$/);
});
