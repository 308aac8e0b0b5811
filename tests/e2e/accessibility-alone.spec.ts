import { expectNoViolations } from './support/axe';
import { createPerson, signInAs } from './support/people';
import { expect, ownWorld, test } from './support/test';

// Pages that need an installation to themselves: one without accounts, and one without its database.
test.use({
  world: [ownWorld(), { scope: 'worker', timeout: 60_000 }],
  expectedErrors: /status of 50[03]|React error #441/,
  contextOptions: { reducedMotion: 'reduce' },
});

test('neither the welcome page nor the one of an outage has an accessibility violation, light or dark', async ({
  page,
  world,
}) => {
  await page.goto('/welcome');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
    const answer = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Create account' }).click();
    await answer;
    await expect(page.getByText('Use at least 12 characters.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Create account' })).not.toHaveAttribute('aria-disabled');
    await expectNoViolations(page);
  }
  await signInAs(page, await createPerson(world.sql), world.origin);
  world.database.cut();
  await page.goto('/settings/api-keys');
  await expect(page.getByRole('heading', { name: 'We cannot reach the database' })).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoViolations(page);
  }
  world.database.restore();
});
