import { bearer, KeyPage } from './support/key-page';
import { expect, test } from './support/test';

test('a key is renamed and keeps working', async ({ page, person: _, addKey, request }) => {
  const { secret } = await addKey({ name: 'Before' });
  await addKey({ name: 'Other' });
  const keys = new KeyPage(page);
  await keys.open();
  await page.getByRole('button', { name: 'More for Before' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const name = keys.dialog.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await name.fill('OTHER');
  await page.keyboard.press('Enter');
  await expect(keys.dialog.getByText('You already have an API key named')).toBeVisible();
  await name.fill('After');
  await page.keyboard.press('Enter');
  await expect(keys.dialog).toBeHidden();
  await expect(keys.row('After')).toBeVisible();
  await expect(page.getByText('API key renamed')).toBeVisible();
  await expect(page.getByRole('button', { name: 'More for After' })).toBeFocused();
  expect((await request.get('/api/users/me', { headers: bearer(secret) })).status()).toBe(200);
});

test('deleting a key in use says what it will break and wants its name', async ({
  page,
  person: _,
  addKey,
}) => {
  await addKey({ name: 'Busy', lastUsedDaysAgo: 3 / 1440, recentRequests: 1204 });
  const keys = new KeyPage(page);
  await keys.open();
  await page.getByRole('button', { name: 'Delete Busy' }).click();
  await expect(keys.dialog).toContainText(
    'Used 3 minutes ago by python-httpx/0.27 from 203.0.113.7; 1,204 requests in 7 days.',
  );
  await expect(keys.dialog).toContainText('fails at once');
  await expect(keys.dialog).toContainText('cannot be undone');
  await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
  await expect(keys.dialog.getByText('That is not the name')).toBeVisible();
  await keys.dialog.getByRole('button', { name: 'rotate it instead' }).click();
  await expect(keys.dialog).toContainText('Rotate “Busy”?');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete Busy' })).toBeFocused();
});

test('deleting an unused key asks for no name, and focus goes to the next row, at last to Create', async ({
  page,
  person: _,
  addKey,
}) => {
  for (const [age, name] of ['First', 'Second', 'Third'].entries())
    await addKey({ name, createdDaysAgo: age + 1 });
  const keys = new KeyPage(page);
  await keys.open();
  const deleteKey = async (name: string) => {
    await page.getByRole('button', { name: `Delete ${name}` }).click();
    await expect(keys.dialog).toContainText('never used');
    await expect(keys.dialog.getByRole('textbox')).toHaveCount(0);
    await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
    await expect(keys.row(name)).toHaveCount(0);
  };
  await deleteKey('Second');
  await expect(page.getByRole('button', { name: 'Delete Third' })).toBeFocused();
  await deleteKey('Third');
  await expect(page.getByRole('button', { name: 'Delete First' })).toBeFocused();
  await deleteKey('First');
  await expect(keys.createButton).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Create your first API key' })).toBeVisible();
});

test('a key that was deleted elsewhere meanwhile leaves the list with an explanation', async ({
  page,
  person,
  addKey,
  world,
}) => {
  await addKey({ name: 'Gone' });
  const keys = new KeyPage(page);
  await keys.open();
  await page.getByRole('button', { name: 'Delete Gone' }).click();
  await world.sql('UPDATE api_keys SET revoked_at = now() WHERE user_id = $1', [person.id]);
  await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
  await expect(keys.dialog.getByRole('alert')).toContainText('it was deleted');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Create your first API key' })).toBeVisible();
});

test('details give the exact times to those who cannot hover', async ({ page, person: _, addKey }) => {
  await addKey({ name: 'Known', lastUsedDaysAgo: 2, recentRequests: 1 });
  const keys = new KeyPage(page);
  await keys.open();
  await page.getByRole('button', { name: 'More for Known' }).click();
  await page.getByRole('menuitem', { name: 'Details' }).click();
  await expect(keys.dialog).toContainText('2 days ago');
  await expect(keys.dialog).toContainText('UTC');
  await expect(keys.dialog).toContainText('203.0.113.7');
  await expect(keys.dialog).toContainText(/Last 7 days1 request(?!s)/);
});
