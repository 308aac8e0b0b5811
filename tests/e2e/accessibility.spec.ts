import { expectNoViolations } from './support/axe';
import { KeyPage } from './support/key-page';
import type { KeySeed } from './support/people';
import { expect, test } from './support/test';

const SEEDS: KeySeed[] = [
  { name: 'Busy', lastUsedDaysAgo: 1 },
  { name: 'Ending', expiresInDays: 3, lastUsedDaysAgo: 20 },
  { name: 'Ended', expiresInDays: -3 },
  { name: 'Idle', createdDaysAgo: 300, lastUsedDaysAgo: 120 },
  { name: 'Untouched', createdDaysAgo: 30 },
  { name: 'Endless', expiresInDays: null },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    // The waiting dot never stops; with reduced motion there is nothing to wait for.
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    for (const { name, path } of [
      { name: 'sign-in', path: '/sign-in?error=invalid_credentials&signedOut=1' },
      { name: 'the reference without a session', path: '/docs/api' },
      { name: 'how to use a key', path: '/docs/keys' },
      { name: 'an unknown page', path: '/nowhere' },
    ]) {
      test.describe(name, () => {
        test.use({ expectedErrors: /status of 404/ });
        test(`${name} has no accessibility violation`, async ({ page, world, browserName: _ }) => {
          await world.sql(
            "INSERT INTO users (id, email) VALUES (gen_random_uuid(), 'x@example.com') ON CONFLICT DO NOTHING",
          );
          await page.goto(path);
          await expectNoViolations(page);
        });
      });
    }

    test('the pages have none', async ({ page, person: _, addKey }) => {
      const keys = new KeyPage(page);
      await keys.open();
      await expectNoViolations(page);
      for (const seed of SEEDS) await addKey(seed);
      for (const path of [
        '/settings/api-keys',
        '/settings/api-keys?q=zzz',
        '/settings/profile',
        '/sign-out',
      ]) {
        await page.goto(path);
        await expectNoViolations(page);
      }
      await page.goto('/settings/api-keys');
      await page.setViewportSize({ width: 375, height: 812 });
      await expectNoViolations(page);
    });

    test('the dialogs and menus have none', async ({ page, person: _, addKey }) => {
      for (const seed of SEEDS) await addKey(seed);
      const keys = new KeyPage(page);
      await keys.open();
      await page.getByRole('button', { name: 'Delete Busy' }).click();
      await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      for (const item of ['Rename', 'Details']) {
        await page.getByRole('button', { name: 'More for Busy' }).click();
        await expectNoViolations(page);
        await page.getByRole('menuitem', { name: item }).click();
        await expect(keys.dialog).toBeVisible();
        await expectNoViolations(page);
        await page.keyboard.press('Escape');
        await expect(keys.dialog).toBeHidden();
      }
      await page
        .getByRole('button', { name: /^Account/ })
        .filter({ visible: true })
        .click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');

      await keys.createButton.click();
      await keys.dialog.getByRole('radio', { name: 'Custom' }).check();
      await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
      await expect(keys.dialog.getByText('Enter a name.')).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await keys.create('Seen');
      await expectNoViolations(page);
      await keys.dialog.getByRole('button', { name: 'Show the key' }).click();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('alertdialog')).toBeVisible();
      await expectNoViolations(page);
      await page.getByRole('button', { name: 'Close anyway' }).click();
      await keys.row('Untouched').getByRole('button', { name: 'Delete Untouched' }).click();
      await keys.dialog.getByRole('button', { name: 'Delete key' }).click();
      await expect(page.getByText('API key deleted')).toBeVisible();
      await expectNoViolations(page);
    });
  });
}
