import { expectNoViolations } from './support/axe';
import { DeviceClient } from './support/device-client';
import { bearer, KeyPage } from './support/key-page';
import { createPerson, insertKey, PASSWORD } from './support/people';
import { expect, test } from './support/test';

// The waiting dot never stops; with reduced motion there is nothing to wait for.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('a program is approved by somebody who has to sign in first, and gets a key of theirs', async ({
  page,
  world,
  request,
}) => {
  const person = await createPerson(world.sql);
  const client = await DeviceClient.start(world.origin, 'nb-7');
  const token = client.untilAnswered();
  // Awaited below; a test that fails before does not want its end reported too.
  token.catch(() => undefined);
  await page.goto(client.codes.verification_uri_complete);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('heading', { name: 'Approve this sign-in?' })).toBeVisible();
  const facts = page.getByRole('region', { name: 'What asks' });
  await expect(facts).toContainText(client.codes.user_code);
  await expect(facts).toContainText(/nb-7 \(what it calls itself\).*127\.0\.0\.1|::1/s);
  await expect(facts).toContainText('Only approve what you started yourself.');
  await expectNoViolations(page);
  await expect(page.getByLabel('Name of the key')).toHaveValue('CLI on nb-7');
  await page.getByRole('radio', { name: '30 days' }).check();
  await page.getByRole('button', { name: 'Approve' }).click();

  await expect(page.getByRole('heading', { name: 'Approved' })).toBeVisible();
  await expect(page.getByText('Waiting for nb-7 to get its key…')).toBeVisible();
  await expectNoViolations(page);
  await expect(page.getByText('Signed in: nb-7 has its key, “CLI on nb-7”.')).toBeVisible({
    timeout: 15_000,
  });
  const { access_token: secret, ...rest } = await token;
  expect(rest).toMatchObject({
    token_type: 'Bearer',
    expires_in: 30 * 86_400,
    api_key: { name: 'CLI on nb-7', key_prefix: secret.slice(0, 19) },
  });
  const me = await request.get('/api/users/me', { headers: bearer(secret) });
  expect(await me.json()).toMatchObject({ email: person.email, api_key: rest.api_key });
  expect(await client.poll()).toMatchObject({ error: 'invalid_grant' });

  await page.reload();
  await expect(page.getByText('Signed in: nb-7 has its key')).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  for (const held of [client.codes.device_code, secret]) {
    expect(world.app.log()).not.toContain(held);
    expect(JSON.stringify(await world.sql('SELECT * FROM device_logins'))).not.toContain(held);
  }
  await page.getByRole('link', { name: 'See your API keys' }).click();
  await expect(new KeyPage(page).row('CLI on nb-7')).toBeVisible();
});

test('a code is typed by hand, forgivingly; a wrong one is named, and what is denied gets nothing', async ({
  page,
  person,
  world,
}) => {
  const client = await DeviceClient.start(world.origin);
  await page.goto('/device');
  await expect(page.getByLabel('Code')).toBeFocused();
  await page.keyboard.type('bbbb bbbb');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Nothing waits for this code.')).toBeVisible();
  await expect(page.getByLabel('Code')).toHaveValue('bbbb bbbb');
  await expectNoViolations(page);
  await page.getByLabel('Code').fill(client.codes.user_code.toLowerCase().replace('-', ' '));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('It did not say')).toBeVisible();
  expect(await client.poll()).toMatchObject({ error: 'authorization_pending' });
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByRole('heading', { name: 'Denied' })).toBeVisible();
  await expectNoViolations(page);
  expect(await client.poll()).toMatchObject({ error: 'access_denied' });
  expect(await world.sql('SELECT FROM api_keys WHERE user_id = $1', [person.id])).toEqual([]);
  // Decided once: its code leads nowhere any more.
  await page.goto(client.codes.verification_uri_complete);
  await expect(page.getByText('Nothing waits for this code.')).toBeVisible();
});

test.describe('nobody else’s', () => {
  test.use({ expectedErrors: /status of 404/ });

  test('is a sign-in that another person decided', async ({ page, person: _, world, browser }) => {
    const client = await DeviceClient.start(world.origin, 'theirs');
    const other = await createPerson(world.sql);
    await world.sql(
      "UPDATE device_logins SET state = 'approved', user_id = $1, key_name = 'CLI' WHERE device_name = 'theirs'",
      [other.id],
    );
    const [login] = await world.sql('SELECT id FROM device_logins WHERE user_id = $1', [other.id]);
    await page.goto(client.codes.verification_uri_complete);
    await expect(page.getByText('Nothing waits for this code.')).toBeVisible();
    await expect(page.getByText('theirs')).toHaveCount(0);
    await page.goto(`/device/${login?.id}`);
    await expect(page.getByText('theirs')).toHaveCount(0);
    expect((await page.request.get(`/device/${login?.id}/status`)).status()).toBe(404);
    const stranger = await browser.newContext();
    const answer = await stranger.request.get(`${world.origin}/device/${login?.id}/status`);
    expect(answer.status()).toBe(401);
    await stranger.close();
    const { access_token } = await client.poll();
    const me = await fetch(`${world.origin}/api/users/me`, { headers: bearer(access_token ?? '') });
    expect((await me.json()).id).toBe(other.id);
  });
});

test('a code that ran out while the page was open, and a full list of keys, are said before anything is done', async ({
  page,
  person,
  world,
}) => {
  const late = await DeviceClient.start(world.origin, 'late');
  await page.goto(late.codes.verification_uri_complete);
  await world.sql("UPDATE device_logins SET expires_at = now() WHERE device_name = 'late'");
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing waits for this code.' })).toBeVisible();
  expect(await late.poll()).toMatchObject({ error: 'expired_token' });

  for (let number = 1; number <= 50; number++) await insertKey(world.sql, person, { name: `Key ${number}` });
  const client = await DeviceClient.start(world.origin, 'x'.repeat(100));
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(client.codes.verification_uri_complete);
  await expect(page.getByText('You have 50 active API keys')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expectNoViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await world.sql("DELETE FROM api_keys WHERE name = 'Key 1' AND user_id = $1", [person.id]);
  await page.reload();
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByRole('heading', { name: 'Approved' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
