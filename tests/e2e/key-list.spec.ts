import { KeyPage } from './support/key-page';
import { expect, test } from './support/test';

test('without keys the page says why one would want one and how it is used', async ({ page, person: _ }) => {
  const keys = new KeyPage(page);
  await keys.open();
  await expect(page.getByRole('heading', { name: 'Create your first API key' })).toBeVisible();
  for (const way of ['CLI', 'SDK', 'HTTP'])
    await expect(page.getByRole('heading', { name: way })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Create API Key' }).last().click();
  await expect(keys.dialog).toBeVisible();
});

test('each state is named, with the action for it beside it', async ({ page, person: _, addKey }) => {
  await addKey({ name: 'Fine', lastUsedDaysAgo: 1 });
  await addKey({ name: 'Ending', expiresInDays: 9, lastUsedDaysAgo: 1 });
  await addKey({ name: 'Ended', expiresInDays: -2, lastUsedDaysAgo: 3 });
  await addKey({ name: 'Idle', createdDaysAgo: 200, lastUsedDaysAgo: 100 });
  await addKey({ name: 'Untouched', createdDaysAgo: 20 });
  await addKey({ name: 'Endless', expiresInDays: null, lastUsedDaysAgo: 1 });
  const keys = new KeyPage(page);
  await keys.open();
  await expect(keys.row('Fine')).toContainText('Active');
  await expect(keys.row('Ending')).toContainText('Expires soon');
  await expect(keys.row('Ended')).toContainText('Expired');
  await expect(keys.row('Idle')).toContainText('Unused for 90 days');
  await expect(keys.row('Untouched').getByText('Never used')).toHaveCount(2);
  await expect(keys.row('Endless')).toContainText('No expiry');
  await expect(page.getByText('updated at most once a minute')).toBeVisible();

  await keys.row('Idle').getByRole('button', { name: 'Delete if not needed' }).click();
  await expect(keys.dialog).toContainText('Delete “Idle”?');
  await page.keyboard.press('Escape');
  await keys.row('Ending').getByRole('button', { name: 'Rotate: Ending' }).click();
  await expect(keys.dialog).toContainText('Rotate “Ending”?');
  await page.keyboard.press('Escape');
  await keys.row('Endless').getByRole('button', { name: 'Rotate into one that expires' }).click();
  await expect(keys.dialog.getByRole('radio', { name: '90 days' })).toBeChecked();
  await page.keyboard.press('Escape');
  await keys.row('Ended').getByRole('button', { name: 'Create replacement' }).click();
  await expect(keys.dialog.getByLabel('Name', { exact: true })).toHaveValue('Ended (2)');
});

test('search, filter and order are in the URL and undone by Back', async ({ page, person: _, addKey }) => {
  for (let number = 1; number <= 50; number++) {
    await addKey({ name: `Worker ${number}`, createdDaysAgo: number, expiresInDays: number === 7 ? -1 : 60 });
  }
  const keys = new KeyPage(page);
  await keys.open();
  const names = () => page.getByRole('rowheader').locator('span:first-child').allInnerTexts();
  await expect(page.getByRole('rowheader')).toHaveCount(50);
  expect((await names())[0]).toBe('Worker 1');

  await page.getByRole('link', { name: 'Name' }).click();
  await expect(page).toHaveURL(/\?sort=name$/);
  await page.getByRole('link', { name: 'Name' }).click();
  await expect(page).toHaveURL(/\?sort=name&dir=desc$/);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await names())[0]).toBe('Worker 50');

  await page.getByRole('searchbox').fill('worker 1');
  await expect(page).toHaveURL(/\?q=worker\+1&sort=name&dir=desc$/);
  await expect(page.getByRole('rowheader')).toHaveCount(11);
  await page.getByLabel('State').selectOption('expired');
  await expect(page.getByText('No key matches')).toBeVisible();

  await page.goBack();
  await expect(page.getByRole('rowheader')).toHaveCount(11);
  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue('');
  await expect(page.getByRole('rowheader')).toHaveCount(50);

  await keys.open('?state=expired');
  await expect(page.getByRole('rowheader')).toHaveCount(1);
  await keys.open('?sort=nonsense&dir=sideways&state=zzz&q=');
  await expect(page.getByRole('rowheader')).toHaveCount(50);
});

test('times are relative, with UTC and local time at hand', async ({ page, person: _, addKey }) => {
  await addKey({ name: 'Timed', lastUsedDaysAgo: 3 / 1440 });
  const keys = new KeyPage(page);
  await keys.open();
  const time = keys.row('Timed').getByText('3 minutes ago');
  await expect(time).toHaveAttribute('datetime', /^\d{4}-.*Z$/);
  await time.hover();
  await expect(page.getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/)).toBeVisible();
});

test('another person’s keys are never shown', async ({ page, person: _, world }) => {
  const { createPerson, insertKey } = await import('./support/people');
  await insertKey(world.sql, await createPerson(world.sql), { name: 'Somebody else’s' });
  await new KeyPage(page).open();
  await expect(page.getByText('Somebody else’s')).toHaveCount(0);
});
