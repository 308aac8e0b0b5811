import { createPerson, PASSWORD, type Person } from './support/people';
import { expect, test } from './support/test';

let someone: Person;
test.beforeAll(async ({ world }) => {
  someone = await createPerson(world.sql);
});

/** The sign-in page that leads back to this one. */
const signInFor = (path: string) => `/sign-in?callbackUrl=${encodeURIComponent(path)}`;

test('a person signs in, arrives at their keys, and signs out again', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(signInFor('/settings/api-keys'));
  await page.getByLabel('E-mail').fill(someone.email.toUpperCase());
  await page.getByLabel('Password').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/settings\/api-keys$/);

  await page.getByRole('button', { name: `Account: ${someone.email}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in\?signedOut=1$/);
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(signInFor('/settings/api-keys'));
});

test('whoever has to sign in first comes back to the page and the view they asked for', async ({ page }) => {
  await page.goto('/settings/api-keys?q=ci&sort=name');
  await expect(page).toHaveURL(signInFor('/settings/api-keys?q=ci&sort=name'));
  await page.getByLabel('E-mail').fill(someone.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/settings/api-keys?q=ci&sort=name');
  await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();
});

test('signing in leads back to the page asked for, but never to another site', async ({ page }) => {
  await page.goto('/sign-in?callbackUrl=https://evil.example/');
  await page.getByLabel('E-mail').fill(someone.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
  await page.context().clearCookies();

  await page.goto('/sign-in?callbackUrl=/settings/profile');
  await page.getByLabel('E-mail').fill(someone.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/settings\/profile$/);
});

test.describe('a refused sign-in', () => {
  test.use({ expectedErrors: /status of (401|429)/ });

  test('says the same whether the account exists or not, and keeps the address', async ({ page }) => {
    const sentences = [];
    for (const email of [someone.email, 'nobody@example.com']) {
      await page.goto('/sign-in');
      await page.getByLabel('E-mail').fill(email);
      await page.getByLabel('Password').fill('not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      const alert = page.getByRole('alert').filter({ hasText: 'match' });
      await expect(alert).toBeVisible();
      sentences.push(await alert.textContent());
      await expect(page.getByLabel('E-mail')).toHaveValue(email);
      await expect(page.getByLabel('Password')).toBeFocused();
    }
    expect(sentences[0]).toBe(sentences[1]);
  });

  test('after too many tries one has to wait, even with the right password', async ({ page, world }) => {
    const victim = await createPerson(world.sql);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(victim.email);
    for (let attempt = 1; attempt <= 10; attempt++) {
      await page.getByLabel('Password').fill(`wrong ${attempt}`);
      const answer = page.waitForResponse('**/callback/credentials*');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await answer;
      await expect(page.getByText('do not match an account')).toBeVisible();
    }
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Too many attempts' })).toBeVisible();
  });
});

test('a deactivated person is signed out by the next request', async ({ page, person, world }) => {
  await page.goto('/settings/profile');
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  await world.sql('UPDATE users SET deactivated_at = now() WHERE id = $1', [person.id]);
  await page.getByRole('link', { name: 'API keys' }).click();
  await expect(page).toHaveURL(signInFor('/settings/api-keys'));
});

test('the sign-out page says who is signed in, leads back, and signs out', async ({ page, person }) => {
  await page.goto('/api/auth/signout');
  await expect(page).toHaveURL(/\/sign-out(\?|$)/);
  await expect(page.getByText(`You are signed in as ${person.email}`)).toBeVisible();
  await page.getByRole('link', { name: 'Stay signed in' }).click();
  await expect(page).toHaveURL('/settings/api-keys');

  await page.goto('/sign-out?callbackUrl=/settings/profile');
  await expect(page.getByRole('link', { name: 'Stay signed in' })).toHaveAttribute(
    'href',
    '/settings/profile',
  );
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in?signedOut=1');
  await page.goto('/sign-out');
  await expect(page).toHaveURL('/sign-in');
});

test('signing in and out stays on the host that was visited, whatever the configured address', async ({
  browser,
  world,
}) => {
  const { port } = new URL(world.origin);
  const visited = `http://127.0.0.1:${port}`;
  expect(world.origin).not.toBe(visited);
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${visited}/settings/profile`);
  await page.getByLabel('E-mail').fill(someone.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(`${visited}/settings/profile`);
  await page.getByRole('button', { name: `Account: ${someone.email}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${visited}/sign-in?signedOut=1`);
  await page.context().close();
});
