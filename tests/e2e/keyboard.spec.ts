import type { Page } from '@playwright/test';
import { KeyPage } from './support/key-page';
import { expect, test } from './support/test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Presses Tab until the element is reached, as somebody without a mouse does. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const target = page.getByRole(role, { name, exact: true }).filter({ visible: true });
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluateAll((found) => found.some((element) => element === document.activeElement)))
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${role} “${name}” cannot be reached with Tab`);
}

test('a key is created, copied and deleted without a mouse', async ({ page, person: _ }) => {
  const keys = new KeyPage(page);
  await keys.open();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Create API Key');
  await page.keyboard.press('Enter');

  await expect(keys.dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Typed');
  await page.keyboard.press('Tab');
  await expect(keys.dialog.getByRole('radio', { name: '90 days' })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(keys.dialog.getByRole('radio', { name: '60 days' })).toBeChecked();
  await page.keyboard.press('Enter');

  await expect(keys.dialog.getByRole('button', { name: 'Copy', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(keys.dialog.getByRole('button', { name: 'Copied' })).toBeFocused();
  expect(await keys.clipboard()).toMatch(/^qarion_live_sk_/);
  // Focus stays in the dialog, however often Tab is pressed.
  for (let presses = 0; presses < 15; presses++) await page.keyboard.press('Tab');
  await expect(keys.dialog.locator(':focus')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(keys.dialog).toBeHidden();
  await expect(keys.createButton).toBeFocused();

  await tabTo(page, 'button', 'Delete Typed');
  await page.keyboard.press('Enter');
  await expect(keys.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Delete Typed' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Delete key');
  await page.keyboard.press('Enter');
  await expect(keys.row('Typed')).toHaveCount(0);
  await expect(keys.createButton).toBeFocused();
});

test('the row’s menu opens, moves and closes by keyboard, and focus returns to it', async ({
  page,
  person: _,
  addKey,
}) => {
  await addKey({ name: 'Menu' });
  const keys = new KeyPage(page);
  await keys.open();
  const trigger = page.getByRole('button', { name: 'More for Menu' });
  await trigger.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(trigger).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(keys.dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(trigger).toBeFocused();
});
