import type { Page } from '@playwright/test';
import { expectNoViolations } from './support/axe';
import { addCheck, createTeam, insertExecutions, MEASURED, PAID_ORDERS } from './support/quality';
import { setRole } from './support/spaces';
import { expect, test } from './support/test';

const LONG_WORD = 'every_order_has_a_customer_'.repeat(6);
const FAULT = `Binder Error: no column ${LONG_WORD}\n\nLINE 1: SELECT ${LONG_WORD}\n               ^`;

test('what the list of checks shows is in its address: a reload keeps it, and Back returns to what was before', async ({
  page,
  person,
  world,
}) => {
  const team = await createTeam(world, [[person, 'viewer']]);
  await world.sql(
    `INSERT INTO checks (id, space_id, slug, name, check_type)
     SELECT gen_random_uuid(), s.id, 'check-' || n, (CASE WHEN n <= 30 THEN 'Orders ' ELSE 'Customers ' END) || n, 'custom'
       FROM spaces s, generate_series(1, 65) n WHERE s.slug = $1`,
    [team.slug],
  );
  const [failing] = await world.sql("SELECT id FROM checks WHERE name = 'Orders 7'");
  await insertExecutions(world, String(failing?.id), [{ status: 'FAIL', value: 1 }]);
  const names = page.getByRole('table').getByRole('rowheader');
  const search = page.getByLabel('Search by name or short name');
  await page.goto(team.checks);
  await expect(names).toHaveCount(20);
  await page.getByRole('link', { name: 'Last' }).click();
  await expect(page).toHaveURL(`${team.checks}?page=4`);
  await expect(names).toHaveCount(5);

  await search.fill('orders');
  await expect(page).toHaveURL(`${team.checks}?q=orders`);
  await expect(page.getByText('1 to 20 of 30 checks')).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(`${team.checks}?q=orders&page=2`);
  await expect(names).toHaveCount(10);
  await page.reload();
  await expect(search).toHaveValue('orders');
  await expect(names).toHaveCount(10);
  await page.getByLabel('Result').selectOption('Fail');
  await expect(page).toHaveURL(`${team.checks}?q=orders&status=FAIL`);
  await expect(names).toHaveText(['Orders 7check-7']);

  await page.goBack();
  await expect(page).toHaveURL(`${team.checks}?q=orders&page=2`);
  await expect(names).toHaveCount(10);
  await expect(page.getByLabel('Result')).toHaveValue('');
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(`${team.checks}?page=4`);
  await expect(search).toHaveValue('');
  await expect(names).toHaveCount(5);
  await search.fill('nothing like it');
  await page.getByRole('link', { name: 'Show all checks' }).click();
  await expect(page).toHaveURL(team.checks);
  await expect(names).toHaveCount(20);
});

test.describe('as they are drawn', () => {
  // Nothing to wait for: what spins or fades is still.
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('the pages of checks and executions have no accessibility violation in light and dark, and fit 320 pixels', async ({
    page,
    person,
    world,
    request,
    addKey,
  }) => {
    test.slow();
    const team = await createTeam(world, [[person, 'editor']]);
    team.writeOrders(['paid']);
    const { secret } = await addKey({ name: 'Set-up' });
    const { id, slug } = await addCheck(request, secret, team, {
      ...PAID_ORDERS,
      name: LONG_WORD.slice(0, 100),
      description: LONG_WORD,
      query: `SELECT count(*) FROM orders WHERE status IN ('${LONG_WORD}', '${LONG_WORD}')`,
      schedule: { cron: '0 6 * * *', timezone: 'Europe/Paris' },
    });
    const outcomes = ['PASS', 'WARNING', 'FAIL', 'PASS'].map((status, value) => ({ status, value }));
    const [ignored, , , , error] = await insertExecutions(world, id, [
      ...(outcomes as { status: 'PASS'; value: number }[]),
      { status: 'ERROR', value: null, message: FAULT },
    ]);
    await world.sql('UPDATE executions SET ignored_at = now() WHERE id = $1', [ignored]);
    const executions = `/spaces/${team.slug}/executions`;

    await page.goto(`${team.checks}/${slug}`);
    await page.getByText('as a table').click();
    await expect(page.locator('.recharts-line-curve').first()).toBeVisible();
    await expectBothReadable(page);
    await expectChartReadable(page);
    await page.getByRole('button', { name: 'Archive' }).click();
    await expectBothReadable(page);
    await page.goto(`${team.checks}/new`);
    await page.getByRole('checkbox', { name: 'Run it by itself' }).check();
    await page.getByRole('button', { name: 'Create check' }).click();
    await expect(page.getByText('Enter a query.')).toBeVisible();
    await expectBothReadable(page);
    await page.goto(`${team.checks}/${slug}/edit`);
    await page.getByRole('button', { name: 'Run once' }).click();
    await expect(page.getByText('The query returned 0')).toBeVisible(MEASURED);
    await expectBothReadable(page);
    for (const path of [team.checks, executions, `${executions}/${error}`]) {
      await page.goto(path);
      await expectBothReadable(page);
    }
    await setRole(world, person, 'viewer');
    await world.sql('UPDATE checks SET archived_at = now() WHERE id = $1', [id]);
    for (const path of [team.checks, executions, `${team.checks}/${slug}`]) {
      await page.goto(path === executions ? `${path}?status=RUNNING` : path);
      await expectBothReadable(page);
    }
  });
});

/** In both colour schemes, and on the narrowest screen there is. */
async function expectBothReadable(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectNoViolations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoViolations(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow(), page.url()).toBeLessThanOrEqual(0);
  if (size) await page.setViewportSize(size);
}

/** What is drawn stands out from what is behind it: WCAG 2.2, 1.4.11 for lines and marks, 1.4.3 for texts. */
async function expectChartReadable(page: Page): Promise<void> {
  const parts = {
    '.recharts-line-curve': { property: 'stroke', least: 3 },
    '.recharts-reference-line-line': { property: 'stroke', least: 3 },
    '.recharts-line-dots .fill-warn': { property: 'fill', least: 3 },
    '.recharts-line-dots .fill-bad': { property: 'fill', least: 3 },
    '.recharts-line-dots .fill-good': { property: 'fill', least: 3 },
    '.recharts-cartesian-axis-tick-value': { property: 'fill', least: 4.5 },
  };
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const ground = await page
      .getByRole('figure')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    for (const [selector, { property, least }] of Object.entries(parts)) {
      const colour = await page
        .locator(selector)
        .first()
        .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
      expect(contrast(colour, ground), `${selector} in ${colorScheme}`).toBeGreaterThanOrEqual(least);
    }
  }
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = (colour.match(/[\d.]+/g) ?? []).map(
    (part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    },
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
