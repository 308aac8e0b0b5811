import { readFile } from 'node:fs/promises';
import { bearer, KeyPage } from './support/key-page';
import { expect, test } from './support/test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a key is created, copied, used at once, seen in use, and refused once deleted', async ({
  page,
  person,
  request,
}) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('CI Pipeline - Production');
  await expect(keys.dialog.getByText('Waiting for the first request…')).toBeVisible();
  await keys.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(keys.dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  const secret = await keys.clipboard();

  const answer = await request.get('/api/users/me', {
    headers: { ...bearer(secret), 'User-Agent': 'curl/8.5.0' },
  });
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({
    email: person.email,
    api_key: { name: 'CI Pipeline - Production' },
  });
  await expect(keys.dialog.getByText('First request received just now from curl/8.5.0')).toBeVisible();

  await keys.dialog.getByRole('button', { name: 'Done' }).click();
  await expect(keys.dialog).toBeHidden();
  await expect(keys.row('CI Pipeline - Production')).toContainText('just now');
  await expect(keys.row('CI Pipeline - Production')).not.toContainText('Never used');
  await expect(keys.createButton).toBeFocused();

  await keys.row('CI Pipeline - Production').getByRole('button', { name: 'Delete CI Pipeline' }).click();
  await expect(keys.dialog).toContainText('Used just now by curl/8.5.0 from');
  await keys.dialog.getByLabel('Type “CI Pipeline - Production” to confirm').fill('CI Pipeline - Production');
  await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
  await expect(page.getByText('API key deleted')).toBeVisible();
  const refused = await request.get('/api/users/me', { headers: bearer(secret) });
  expect(refused.status()).toBe(401);
  expect(refused.headers()['www-authenticate']).toContain('error="invalid_token"');
});

test('the snippets are drawn with the mask and copied with the key', async ({ page, person: _ }) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Snippets');
  const secret = await keys.readSecret();
  for (const tab of ['curl', 'CLI', 'Python', 'TypeScript']) {
    await keys.dialog.getByRole('tab', { name: tab }).click();
    const panel = keys.dialog.getByRole('tabpanel', { name: tab });
    await expect(panel).toContainText('••••');
    await expect(panel).not.toContainText(secret);
    await keys.dialog.getByRole('button', { name: /^(Copy snippet|Copied)$/ }).click();
    await expect.poll(() => keys.clipboard()).toContain(secret);
    expect(await keys.clipboard()).toContain(new URL(page.url()).origin);
  }
});

test('the key can be downloaded as an .env file', async ({ page, person: _ }) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Download');
  const secret = await keys.readSecret();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    keys.dialog.getByRole('button', { name: 'Download .env' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('qarion.env');
  expect(await readFile(await download.path(), 'utf8')).toBe(
    `QARION_API_KEY=${secret}\nQARION_BASE_URL=${new URL(page.url()).origin}/api\n`,
  );
  // What was downloaded is kept: nothing to ask.
  await page.keyboard.press('Escape');
  await expect(keys.dialog).toBeHidden();
});

test('closing before the key was copied or downloaded asks once, and leaving the page asks too', async ({
  page,
  person: _,
}) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Guarded');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Close without copying the key?' });
  await expect(question.getByRole('button', { name: 'Keep open' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();

  const asked = new Promise<string>((resolve) =>
    page.once('dialog', (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    }),
  );
  await page.evaluate(() => setTimeout(() => location.reload()));
  expect(await asked).toBe('beforeunload');
  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();

  await keys.dialog.getByRole('button', { name: 'Done' }).click();
  await question.getByRole('button', { name: 'Close anyway' }).click();
  await expect(question).toBeHidden();
  await expect(keys.dialog).toBeHidden();
});

test('mistakes are named beside their fields, the input stays, and focus goes to the first', async ({
  page,
  person: _,
  addKey,
}) => {
  await addKey({ name: 'Taken' });
  const keys = new KeyPage(page);
  await keys.open();
  await keys.createButton.click();
  const name = keys.dialog.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await keys.dialog.getByRole('radio', { name: 'Custom' }).check();
  await keys.dialog.getByLabel('Days until the key expires').fill('4000');
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
  await expect(keys.dialog.getByText('Enter a name.')).toBeVisible();
  await expect(keys.dialog.getByText('A key may last at most 3650 days.')).toBeVisible();
  await expect(name).toBeFocused();
  await expect(name).toHaveAttribute('aria-invalid', 'true');

  await name.fill('taken');
  await keys.dialog.getByLabel('Days until the key expires').fill('45');
  await expect(keys.dialog.getByText(/^Expires on \w+ \d+, \d{4}\.$/)).toBeVisible();
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
  await expect(keys.dialog.getByText('You already have an API key named')).toBeVisible();
  await name.fill('Free');
  await page.keyboard.press('Enter');
  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
});

test('two presses make one key, and the right to create keys is given only when ticked', async ({
  page,
  person,
  world,
}) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.createButton.click();
  await keys.dialog.getByLabel('Name', { exact: true }).fill('Provisioner');
  await keys.dialog.getByRole('radio', { name: 'Never' }).check();
  await keys.dialog.getByLabel('Allow this key to create other keys').check();
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).dblclick();
  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
  expect(
    await world.sql('SELECT name, can_create_keys, expires_at FROM api_keys WHERE user_id = $1', [person.id]),
  ).toEqual([{ name: 'Provisioner', can_create_keys: true, expires_at: null }]);
});

test.describe('when the connection is lost', () => {
  test.use({ expectedErrors: /ERR_INTERNET_DISCONNECTED/ });

  test('the form says so and keeps what was entered', async ({ page, context, person: _ }) => {
    const keys = new KeyPage(page);
    await keys.open();
    await keys.createButton.click();
    await keys.dialog.getByLabel('Name', { exact: true }).fill('Patience');
    await context.setOffline(true);
    await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
    await expect(keys.dialog.getByRole('alert')).toContainText('What you entered is kept');
    await context.setOffline(false);
    await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
    await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
  });
});
