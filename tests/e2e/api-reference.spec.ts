import { createPerson, PASSWORD } from './support/people';
import { expect, test } from './support/test';

test.beforeAll(async ({ world }) => {
  await createPerson(world.sql);
});

test('the address in a problem document leads to its error, without signing in', async ({
  page,
  request,
}) => {
  const problem = await (await request.get('/api/users/me')).json();
  await page.goto(problem.type);
  await expect(page).toHaveURL(problem.type);
  await expect(page.getByRole('heading', { name: 'API reference', level: 1 })).toBeVisible();
  const entry = page.locator(':target');
  await expect(entry).toContainText(problem.code);
  await expect(entry).toBeInViewport();
});

test('a reader can sign in from the reference, comes back to it, and then has the way around', async ({
  page,
  world,
}) => {
  const someone = await createPerson(world.sql);
  await page.goto('/docs/api');
  await expect(page.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail').fill(someone.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/docs/api');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(page.getByRole('button', { name: `Account: ${someone.email}` })).toBeVisible();
});

test('how to use a key can be read without signing in, with the address of this installation', async ({
  page,
  baseURL,
}) => {
  await page.goto('/docs/keys');
  await expect(page.getByRole('heading', { name: 'Use your key', level: 1 })).toBeVisible();
  await expect(page.getByText(`curl ${baseURL}/api/users/me`)).toBeVisible();
  const signIn = page.getByRole('banner').getByRole('link', { name: 'Sign in' });
  await expect(signIn).toHaveAttribute('href', /callbackUrl=%2Fdocs%2Fkeys$/);
});

test('no other page can be read without signing in', async ({ request }) => {
  for (const path of ['/settings/api-keys', '/settings/profile']) {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(answer.headers().location).toMatch(/^\/sign-in\?callbackUrl=/);
  }
});
