import { expectNoViolations } from './support/axe';
import { bearer } from './support/key-page';
import { createPerson, insertKey } from './support/people';
import { dialogOf } from './support/spaces';
import { expect, test } from './support/test';

test('a superadmin finds a key by its owner and gives it another tier, by keyboard, which holds at once', async ({
  page,
  person,
  world,
  request,
}) => {
  await world.sql('UPDATE users SET is_superadmin = true WHERE id = $1', [person.id]);
  const owner = await createPerson(world.sql);
  const { secret } = await insertKey(world.sql, owner, { name: 'Nightly import' });
  const tier = async () =>
    (await (await request.get(`${world.origin}/api/users/me`, { headers: bearer(secret) })).json()).api_key
      .tier;
  await page.goto('/settings/api-keys');
  await page.getByRole('link', { name: 'Key tiers' }).click();
  await expect(page.getByText('Every key is standard')).toBeVisible();
  await expectNoViolations(page);

  await page.getByRole('searchbox', { name: 'Owner’s e-mail' }).fill(owner.email);
  await page.keyboard.press('Enter');
  const change = page.getByRole('button', { name: 'Change tier of Nightly import' });
  await change.focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByText('1,000 requests a minute, 50,000 an hour.')).toBeVisible();
  await expectNoViolations(page);
  expect(await tier()).toBe('standard');
  await dialogOf(page).getByRole('radio', { name: 'Standard' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText('is premium from its next request on')).toBeVisible();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(change).toBeFocused();
  await expect(page.getByRole('row').filter({ hasText: 'Nightly import' })).toContainText('Premium');
  expect(await tier()).toBe('premium');

  await page.goto('/settings/tiers');
  await expect(page.getByRole('rowheader', { name: 'Nightly import' })).toBeVisible();
  await page.goto('/settings/tiers?owner=nobody@nowhere');
  await expect(page.getByText('Nobody with that address has a key')).toBeVisible();
});

test.describe('everybody else', () => {
  test.use({ expectedErrors: /status of 404/ });

  test('finds no such page and no way to it', async ({ page, person: _person }) => {
    await page.goto('/settings/api-keys');
    await expect(page.getByRole('link', { name: 'Profile' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Key tiers' })).toHaveCount(0);
    const answer = await page.goto('/settings/tiers');
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('There is no such page')).toBeVisible();
  });
});
