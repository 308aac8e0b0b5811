import { KeyPage } from './support/key-page';
import { expect, ownWorld, test } from './support/test';

// The database is taken away here, so nobody else may be using it.
test.use({
  world: [ownWorld(), { scope: 'worker', timeout: 60_000 }],
  expectedErrors: /status of 50[03]|React error #441/,
});

test('without the database the page says so, that nothing was lost, and comes back', async ({
  page,
  person: _,
  addKey,
  world,
}) => {
  await addKey({ name: 'Still here' });
  const keys = new KeyPage(page);
  await keys.open();
  await keys.createButton.click();
  await keys.dialog.getByLabel('Name', { exact: true }).fill('Patience');
  world.database.cut();
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
  await expect(keys.dialog.getByRole('alert')).toContainText('The database cannot be reached right now');
  await expect(keys.dialog.getByLabel('Name', { exact: true })).toHaveValue('Patience');

  await page.goto('/settings/api-keys');
  await expect(page.getByRole('heading', { name: 'We cannot reach the database' })).toBeVisible();
  await expect(page.getByText('Nothing was lost')).toBeVisible();
  world.database.restore();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(keys.row('Still here')).toBeVisible();
});
