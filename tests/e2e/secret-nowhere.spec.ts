import type { Page } from '@playwright/test';
import { KeyPage } from './support/key-page';
import { expect, test } from './support/test';

/** All that a page holds where a secret could have been left. */
function traces(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const inputs = [...document.querySelectorAll('input, textarea')].map(
      (field) => (field as HTMLInputElement).value,
    );
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) cached.push(request.url);
    }
    return JSON.stringify([
      document.documentElement.outerHTML,
      inputs,
      location.href,
      history.state,
      document.title,
      { ...localStorage },
      { ...sessionStorage },
      performance.getEntriesByType('resource').map(({ name }) => name),
      cached,
    ]);
  });
}

/** What React still holds: every state and every prop of the components on the page. */
function reactHolds(page: Page, text: string): Promise<boolean> {
  return page.evaluate((needle) => {
    const root = Object.entries(document).find(([key]) => key.startsWith('__reactContainer$'))?.[1];
    const seen = new Set<unknown>();
    const queue: unknown[] = [root];
    while (queue.length > 0) {
      const value = queue.pop();
      if (typeof value === 'string' && value.includes(needle)) return true;
      if (typeof value !== 'object' || value === null || value instanceof Node || value === window) continue;
      if (seen.has(value)) continue;
      seen.add(value);
      queue.push(...Object.values(value));
    }
    return false;
  }, text);
}

async function createAndClose(page: Page): Promise<string> {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Ephemeral');
  const secret = await keys.readSecret();
  expect(await reactHolds(page, secret)).toBe(true);
  await keys.dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Close anyway' }).click();
  await expect(keys.dialog).toBeHidden();
  await expect(keys.row('Ephemeral')).toBeVisible();
  return secret;
}

test('after closing, on reload and on Back the secret is nowhere in the page', async ({
  page,
  person: _,
}) => {
  const secret = await createAndClose(page);
  expect(await traces(page)).not.toContain(secret);

  await page.getByRole('link', { name: 'Profile' }).click();
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('row').filter({ hasText: 'Ephemeral' })).toBeVisible();
  expect(await traces(page)).not.toContain(secret);
  expect(await reactHolds(page, secret)).toBe(false);

  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: 'Ephemeral' })).toBeVisible();
  expect(await traces(page)).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
});

test('Back asks once, like Esc, before it gives up a key that was not saved, and leaves nothing of it', async ({
  page,
  person: _,
}) => {
  await page.goto('/settings/profile');
  await page.getByRole('link', { name: 'API keys' }).click();
  const keys = new KeyPage(page);
  await keys.create('Kept');
  const secret = await keys.readSecret();
  const question = page.getByRole('alertdialog', { name: 'Close without copying the key?' });
  for (const round of ['first', 'again']) {
    await page.goBack();
    await expect(question, round).toBeVisible();
    await expect(page).toHaveURL('/settings/api-keys');
    expect(await traces(page)).not.toContain(secret);
    await page.getByRole('button', { name: 'Keep open' }).click();
    await expect(question).toBeHidden();
    expect(await keys.readSecret()).toBe(secret);
  }
  await page.goBack();
  await page.getByRole('button', { name: 'Close anyway' }).click();
  await expect(keys.dialog).toBeHidden();
  await expect(keys.row('Kept')).toBeVisible();
  expect(await traces(page)).not.toContain(secret);

  // The step it took is gone from the history: the next one leaves, and Forward shows no key.
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible();
  expect(await traces(page)).not.toContain(secret);
  expect(await reactHolds(page, secret)).toBe(false);
  await page.goForward();
  await expect(keys.row('Kept')).toBeVisible();
  await expect(keys.dialog).toBeHidden();
  expect(await reactHolds(page, secret)).toBe(false);
});

test('Back closes the dialog without a question once the key was downloaded', async ({ page, person: _ }) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Saved');
  await Promise.all([
    page.waitForEvent('download'),
    keys.dialog.getByRole('button', { name: 'Download .env' }).click(),
  ]);
  await page.goBack();
  await expect(keys.dialog).toBeHidden();
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await expect(keys.row('Saved')).toBeVisible();
  await expect(page).toHaveURL('/settings/api-keys');
});

test('while it is masked, the page that can be read over a shoulder does not hold it', async ({
  page,
  person: _,
}) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Masked');
  const secret = await keys.readSecret();
  expect(await traces(page)).not.toContain(secret);
  // Shown, it is in the code fields and never in a region that is read out by itself.
  await keys.dialog.getByRole('button', { name: 'Show the key' }).click();
  for (const region of await page.locator('[aria-live], [role=status], [role=alert]').all()) {
    await expect(region).not.toContainText(secret);
  }
});

test('leaving the page with the dialog open forgets the secret before the browser can keep the page', async ({
  page,
  person: _,
}) => {
  const keys = new KeyPage(page);
  await keys.open();
  await keys.create('Left open');
  const secret = await keys.readSecret();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.evaluate(() => {
    window.addEventListener('pagehide', () =>
      sessionStorage.setItem('left-behind', document.documentElement.outerHTML),
    );
  });
  await keys.dialog.getByRole('button', { name: 'Show the key' }).click();
  expect(await traces(page)).toContain(secret);
  await page.goto('/docs/api');
  expect(await page.evaluate(() => sessionStorage.getItem('left-behind'))).not.toContain(secret);
  await page.goBack();
  await expect(page.getByRole('row').filter({ hasText: 'Left open' })).toBeVisible();
  await page.evaluate(() => sessionStorage.clear());
  expect(await traces(page)).not.toContain(secret);
});

test('whether a key was used is told to its owner only, and never cached', async ({
  page,
  person,
  addKey,
  world,
}) => {
  await addKey({ name: 'Mine' });
  const [row] = await world.sql('SELECT id FROM api_keys WHERE user_id = $1', [person.id]);
  const path = `/settings/api-keys/${row?.id}/first-use`;
  const own = await page.request.get(path);
  expect(own.status()).toBe(200);
  expect(own.headers()['cache-control']).toContain('no-store');
  expect(await own.json()).toEqual({ lastUsedAt: null, lastUsedAgent: null });
  await page.context().clearCookies();
  expect((await page.request.get(path)).status()).toBe(401);
});
