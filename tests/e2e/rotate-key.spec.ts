import { expectNoViolations } from './support/axe';
import { bearer, KeyPage } from './support/key-page';
import { expect, test } from './support/test';

test.use({
  permissions: ['clipboard-read', 'clipboard-write'],
  // The waiting dot never stops; with reduced motion there is nothing to wait for.
  contextOptions: { reducedMotion: 'reduce' },
});

test('a key is rotated: both work, the old one says until when and who still uses it, and goes without a word', async ({
  page,
  person: _,
  addKey,
  request,
}) => {
  const old = await addKey({ name: 'CI', createdDaysAgo: 10, expiresInDays: 80, lastUsedDaysAgo: 0.01 });
  const statusOf = async (secret: string) =>
    (await request.get('/api/users/me', { headers: bearer(secret) })).status();
  const keys = new KeyPage(page);
  await keys.open();
  await page.getByRole('button', { name: 'More for CI' }).click();
  await page.getByRole('menuitem', { name: 'Rotate' }).click();
  await expect(keys.dialog).toContainText('python-httpx/0.27 from 203.0.113.7');
  await expect(keys.dialog.getByRole('button', { name: 'Rotate key' })).toBeFocused();
  await expect(keys.dialog.getByRole('radio', { name: '24 hours' })).toBeChecked();
  await expect(keys.dialog.getByRole('radio', { name: '90 days' })).toBeChecked();
  await keys.dialog.getByRole('radio', { name: 'No longer' }).check();
  await expect(keys.dialog).toContainText('whatever still uses it fails');
  await keys.dialog.getByRole('radio', { name: '1 hour' }).check();
  await expect(keys.dialog).toContainText(/Until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\. Change over/);
  await expectNoViolations(page);
  await keys.dialog.getByRole('button', { name: 'Rotate key' }).click();

  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
  await expect(keys.dialog).toContainText(/The old key, now “CI \(replaced .*\)”, works until .* UTC\./);
  await expectNoViolations(page);
  await keys.dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  const secret = await keys.clipboard();
  expect([await statusOf(old.secret), await statusOf(secret)]).toEqual([200, 200]);
  await expect(keys.dialog.getByText('First request received just now')).toBeVisible();
  await keys.dialog.getByRole('button', { name: 'Done' }).click();

  const row = keys.row('CI (replaced');
  await expect(row).toContainText(/Replaced\s*By “CI”\. Still used\. Works until .* UTC\./);
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  const more = page.getByRole('button', { name: 'More for CI (replaced' });
  await expect(more).toBeFocused();
  await more.click();
  await expect(page.getByRole('menuitem', { name: 'Details' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Rotate' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: 'Delete once nothing uses it' }).click();
  await expect(keys.dialog).toContainText('something has not changed over yet');
  await expect(keys.dialog.getByRole('textbox')).toBeVisible();
});

test('a key that others may have seen is rotated without overlap, and its row leads to deleting it', async ({
  page,
  person: _,
  addKey,
  request,
}) => {
  const { secret } = await addKey({ name: 'Leaked', expiresInDays: 5, lastUsedDaysAgo: 1 });
  const keys = new KeyPage(page);
  await keys.open();
  await keys.row('Leaked').getByRole('button', { name: 'Rotate: Leaked' }).click();
  await keys.dialog.getByRole('radio', { name: 'No longer' }).check();
  await page.keyboard.press('Enter');
  await expect(keys.dialog).toContainText('works no longer');
  expect((await request.get('/api/users/me', { headers: bearer(secret) })).status()).toBe(401);
  await keys.dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('You would have to rotate it once more.');
  await page.getByRole('button', { name: 'Close anyway' }).click();
  const row = keys.row('Leaked (replaced');
  await expect(row).toContainText(/Expired\s*Replaced by “Leaked”\./);
  await row.getByRole('button', { name: /^Delete: Leaked/ }).click();
  await expect(keys.dialog.getByRole('textbox')).toHaveCount(0);
  await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
  await expect(row).toHaveCount(0);
});

test.describe('when the connection is lost', () => {
  test.use({ expectedErrors: /ERR_INTERNET_DISCONNECTED|ERR_FAILED/ });

  test('pressing Rotate again gives a key that works, and there is one of it', async ({
    page,
    person: _,
    addKey,
    request,
  }) => {
    await addKey({ name: 'Patience', lastUsedDaysAgo: 1 });
    const keys = new KeyPage(page);
    await keys.open();
    await page.getByRole('button', { name: 'More for Patience' }).click();
    await page.getByRole('menuitem', { name: 'Rotate' }).click();
    // The server does its work, and its answer is lost on the way.
    await page.route(
      '**/settings/api-keys',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await keys.dialog.getByRole('button', { name: 'Rotate key' }).click();
    await expect(keys.dialog.getByRole('alert')).toContainText('may or may not have been done');
    await keys.dialog.getByRole('button', { name: 'Rotate key' }).click();
    await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
    const secret = await keys.readSecret();
    expect((await request.get('/api/users/me', { headers: bearer(secret) })).status()).toBe(200);
    await keys.dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Close anyway' }).click();
    await expect(page.getByRole('rowheader')).toHaveCount(2);
  });
});
