import type { Page } from '@playwright/test';
import { KeyPage } from './support/key-page';
import { expect, test } from './support/test';

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window ?? 0);
}

for (const width of [320, 375, 768, 1024]) {
  test(`nothing scrolls sideways at ${width} pixels`, async ({ page, person: _, addKey }) => {
    await page.setViewportSize({ width, height: 700 });
    await addKey({ name: 'W'.repeat(100), expiresInDays: null, lastUsedDaysAgo: 1 });
    await addKey({ name: 'Airflow nightly, the one in the cluster in Frankfurt', createdDaysAgo: 40 });
    for (const path of ['/settings/api-keys', '/settings/profile', '/docs/api']) {
      await page.goto(path);
      await expectNoSidewaysScroll(page);
    }
    const keys = new KeyPage(page);
    await keys.open();
    await keys.create('Narrow');
    await expectNoSidewaysScroll(page);
    const box = await keys.dialog.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    await keys.dialog.getByRole('button', { name: 'Show the key' }).click();
    await keys.dialog.getByRole('tab', { name: 'TypeScript' }).click();
    expect(
      await keys.dialog.evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth),
    ).toBeLessThanOrEqual(0);
  });
}

test('the theme can be chosen and is kept', async ({ page, person: _ }) => {
  await new KeyPage(page).open();
  await page
    .getByRole('button', { name: /^Account/ })
    .filter({ visible: true })
    .click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(background).toBe('rgb(11, 12, 14)');
});
