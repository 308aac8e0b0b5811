import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/axe';
import { bearer } from './support/key-page';
import { createPerson, insertKey, signInAs } from './support/people';
import { createSpace, dialogOf, setRole } from './support/spaces';
import { expect, test } from './support/test';

test.use({ expectedErrors: /status of 404/ });

const rowOf = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) });

test('an admin adds, changes and removes a member without a mouse, and the member’s key follows at once', async ({
  page,
  person,
  world,
  request,
}) => {
  const [other, joining] = [await createPerson(world.sql), await createPerson(world.sql)];
  const slug = await createSpace(world, [
    [person, 'admin'],
    [other, 'viewer'],
  ]);
  const { secret } = await insertKey(world.sql, joining, { name: 'Joining' });
  const roleOfKey = async () => {
    const answer = await request.get(`${world.origin}/api/spaces/${slug}`, { headers: bearer(secret) });
    return answer.ok() ? (await answer.json()).role : answer.status();
  };
  await page.goto(`/spaces/${slug}/members`);
  expect(await roleOfKey()).toBe(404);

  await page.getByRole('button', { name: 'Add member' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type('nobody@example.com');
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByText('Nobody with an active account')).toBeVisible();
  await dialogOf(page).getByLabel('E-mail').fill(joining.email);
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveCount(3);
  await expect(dialogOf(page)).toHaveCount(0); // Its own button has the same name.
  await expect(page.getByRole('button', { name: 'Add member' })).toBeFocused();
  expect(await roleOfKey()).toBe('editor');

  const row = page.getByRole('row').filter({ hasText: joining.email });
  await row.getByRole('button', { name: 'Change role' }).focus();
  await page.keyboard.press('Enter');
  await dialogOf(page).getByRole('radio', { name: 'Editor' }).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Viewer');
  expect(await roleOfKey()).toBe('viewer');

  await row.getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page)).toContainText('Their API keys lose access to this space at once.');
  await expect(dialogOf(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await expect(page.locator('table :focus')).toHaveCount(1);
  expect(await roleOfKey()).toBe(404);

  await page.getByRole('button', { name: 'Leave this space' }).click();
  await expect(dialogOf(page)).toContainText('You are the last admin');
});

test('a viewer is told who decides and may leave; an outsider finds what an absent space is', async ({
  page,
  person,
  world,
}) => {
  const admin = await createPerson(world.sql);
  const slug = await createSpace(world, [
    [admin, 'admin'],
    [person, 'viewer'],
  ]);
  await page.goto(`/spaces/${slug}/members`);
  await expect(page.getByText('its admins decide who is a member')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['Leave']);
  await page.getByRole('button', { name: 'Leave this space' }).click();
  await dialogOf(page).getByRole('button', { name: 'Leave space' }).click();
  await expect(page).toHaveURL('/spaces');
  await expect(page.getByText('You have left “Team”')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Team' })).toHaveCount(0);

  const shown: string[] = [];
  for (const space of [slug, 'nowhere']) {
    for (const part of ['', '/members', '/sources']) {
      const answer = await page.goto(`/spaces/${space}${part}`);
      expect(answer?.status()).toBe(404);
      shown.push((await page.getByRole('main').textContent()) ?? '');
    }
  }
  expect(new Set(shown).size).toBe(1);
  expect(shown[0]).toContain('There is no such page');
});

test('an admin who is lowered while the page is open is refused on the very next click', async ({
  page,
  person,
  world,
}) => {
  const [boss, other] = [await createPerson(world.sql), await createPerson(world.sql)];
  const slug = await createSpace(world, [
    [person, 'admin'],
    [boss, 'admin'],
    [other, 'editor'],
  ]);
  await page.goto(`/spaces/${slug}/members`);
  await rowOf(page, 'Person 3').getByRole('button', { name: 'Remove' }).click();
  await setRole(world, person, 'viewer');
  await dialogOf(page).getByRole('button', { name: 'Remove member' }).click();
  await expect(dialogOf(page).getByRole('alert')).toContainText('takes the role admin');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Person 3')).toContainText('Editor');
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['Leave']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('the pages around a space have no accessibility violation and fit 320 pixels', async ({
      page,
      person,
      world,
    }) => {
      await world.sql('UPDATE users SET is_superadmin = true WHERE id = $1', [person.id]);
      const slug = await createSpace(world, [[person, 'admin']]);
      // So many that the menu of spaces scrolls.
      await world.sql(
        "INSERT INTO spaces (id, slug, name) SELECT gen_random_uuid(), gen_random_uuid(), 'Space ' || n FROM generate_series(1, 40) n",
      );
      await signInAs(page, person, world.origin);
      for (const path of [
        '/spaces',
        `/spaces/${slug}`,
        `/spaces/${slug}/sources`,
        `/spaces/${slug}/members`,
      ]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(path);
        await expectNoViolations(page);
        await page.setViewportSize({ width: 320, height: 700 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      }
      await page.getByRole('button', { name: /^Space: / }).click();
      await expect(page.getByRole('menuitem', { name: /^All (\d+ )?spaces$/ })).toBeVisible();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Add member' }).click();
      await dialogOf(page).getByRole('button', { name: 'Add member' }).click();
      await expect(dialogOf(page).getByText('Enter an e-mail address.')).toBeVisible();
      await expectNoViolations(page);
    });
  });
}
