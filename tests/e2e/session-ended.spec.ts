import { KeyPage } from './support/key-page';
import { PASSWORD } from './support/people';
import { expect, test } from './support/test';

test.use({ expectedErrors: /status of 401/ });

test('a session that ends while a form is filled in can be begun again beside it, and nothing typed is lost', async ({
  page,
  person,
  context,
}) => {
  const keys = new KeyPage(page);
  await keys.open('?sort=name');
  await keys.createButton.click();
  await keys.dialog.getByLabel('Name', { exact: true }).fill('Typed with care');
  await context.clearCookies();
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
  await expect(keys.dialog.getByRole('alert')).toContainText('What you entered is kept');

  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    keys.dialog.getByRole('link', { name: 'sign in in a new tab' }).click(),
  ]);
  await expect(tab.getByText('Your session has ended. Sign in again to continue.')).toBeVisible();
  await tab.getByLabel('E-mail').fill(person.email);
  await tab.getByLabel('Password').fill(PASSWORD);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await expect(tab).toHaveURL('/settings/api-keys?sort=name');
  await tab.close();

  await expect(keys.dialog.getByLabel('Name', { exact: true })).toHaveValue('Typed with care');
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
  await expect(keys.dialog.getByText('Waiting for the first request…')).toBeVisible();
  await context.clearCookies();
  await expect(keys.dialog.getByRole('link', { name: 'sign in in a new tab' })).toBeVisible();
  await expect(keys.dialog.getByText('You will not see this key again')).toBeVisible();
});

test('a dialog about a key stays open too, with what was typed, when the session has ended', async ({
  page,
  person: _,
  addKey,
  context,
}) => {
  await addKey({ name: 'Before' });
  const keys = new KeyPage(page);
  await keys.open();
  await page.getByRole('button', { name: 'More for Before' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await keys.dialog.getByLabel('Name', { exact: true }).fill('After');
  await context.clearCookies();
  await keys.dialog.getByRole('button', { name: 'Rename' }).click();
  await expect(keys.dialog.getByRole('link', { name: 'sign in in a new tab' })).toBeVisible();
  await expect(keys.dialog.getByLabel('Name', { exact: true })).toHaveValue('After');
  await expect(page).toHaveURL('/settings/api-keys');
});
