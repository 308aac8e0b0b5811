import { expect, test } from '@playwright/test';
import { OAuth2Server } from 'oauth2-mock-server';
import { type ApiWorld, startApiWorld } from './support/api-world';

/** Sign-in through an OpenID Connect provider that runs beside the application. */
const provider = new OAuth2Server();
let world: ApiWorld;
let claims: Record<string, unknown>;

test.beforeAll(async () => {
  await provider.issuer.keys.generate('RS256');
  await provider.start(0, 'localhost');
  provider.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, claims));
  world = await startApiWorld({
    OIDC_ISSUER: provider.issuer.url ?? '',
    OIDC_CLIENT_ID: 'qarion',
    OIDC_CLIENT_SECRET: 'known to both',
    OIDC_NAME: 'Example SSO',
  });
});
test.afterAll(async () => {
  await world.stop();
  await provider.stop();
});

const people = async () => (await world.sql('SELECT count(*)::int AS count FROM users'))[0]?.count;

test('offers the provider by name, and makes an account for a verified address at the first sign-in only', async ({
  page,
}) => {
  claims = {
    sub: 'ada',
    email: 'Ada@Example.com',
    email_verified: true,
    given_name: 'Ada',
    family_name: 'L',
  };
  const before = Number(await people());
  for (const visit of ['first', 'second']) {
    await page.context().clearCookies();
    await page.goto(`${world.origin}/sign-in`);
    await page.getByRole('button', { name: 'Continue with Example SSO' }).click();
    await page.waitForURL('**/settings/api-keys');
    expect(`${visit}: ${await people()}`).toBe(`${visit}: ${before + 1}`);
  }
  await page.goto(`${world.origin}/settings/profile`);
  await expect(page.getByLabel('E-mail')).toHaveValue('ada@example.com');
  await expect(page.getByLabel('Current password')).toHaveCount(0);
});

test('an address the provider has not verified gets nobody’s account and makes none', async ({ page }) => {
  claims = { sub: 'mallory', email: 'ada@example.com', email_verified: false };
  const before = await people();
  await page.goto(`${world.origin}/sign-in`);
  await page.getByRole('button', { name: 'Continue with Example SSO' }).click();
  await page.waitForURL('**/sign-in?*');
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  expect(await people()).toBe(before);
  await page.goto(`${world.origin}/settings/api-keys`);
  await expect(page).toHaveURL(/sign-in/);
});

test('a deactivated person is refused although the provider vouches for them', async ({ page }) => {
  claims = { sub: 'gone', email: 'gone@example.com', email_verified: true };
  await world.sql(
    "INSERT INTO users (id, email, deactivated_at) VALUES (gen_random_uuid(), 'gone@example.com', now())",
  );
  await page.goto(`${world.origin}/sign-in`);
  await page.getByRole('button', { name: 'Continue with Example SSO' }).click();
  await page.waitForURL('**/sign-in?*');
  expect((await page.context().cookies()).some(({ name }) => name.endsWith('session-token'))).toBe(false);
});
