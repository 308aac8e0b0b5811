import type { Page } from '@playwright/test';
import { bearer } from './support/key-page';
import { addCheck, createTeam, MEASURED, PAID_ORDERS, runByApi } from './support/quality';
import { dialogOf, setRole } from './support/spaces';
import { expect, test } from './support/test';
import type { World } from './support/world';

const query = (page: Page) => page.getByRole('textbox', { name: 'Query' });
const tryIt = (page: Page) => page.getByRole('region', { name: 'Try it' });
const history = (page: Page) =>
  page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'History' }) })
    .getByRole('listitem');

async function countIn({ sql }: World, table: 'checks' | 'executions', space: string): Promise<number> {
  const [row] = await sql(
    `SELECT count(*)::int AS n FROM ${table} t JOIN spaces s ON s.id = t.space_id WHERE s.slug = $1`,
    [space],
  );
  return Number(row?.n);
}

test('a check is tried out before it is saved, and its history tells who changed what', async ({
  page,
  person,
  world,
}) => {
  const team = await createTeam(world, [[person, 'editor']]);
  team.writeOrders(['paid', 'paid', 'open', 'paid']);
  await page.goto(`${team.checks}/new`);
  await page.getByLabel('Name', { exact: true }).fill('Orders that were paid');
  await expect(page.getByLabel('Short name')).toHaveValue('orders-that-were-paid');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter a query.')).toBeVisible();
  await expect(query(page)).toBeFocused();

  await query(page).fill("SELECT count(*) FROM orders WHERE nope = 'paid'");
  await page.getByLabel('Fail unless the value is …').selectOption('at least');
  await page.getByLabel('Value', { exact: true }).fill('2');
  await page.getByRole('button', { name: 'Run once' }).click();
  await expect(tryIt(page)).toContainText('Referenced column "nope" not found', MEASURED);

  await page.getByRole('radio', { name: 'Row count' }).check();
  await page.getByRole('combobox', { name: 'Table' }).fill('orders');
  await page.getByRole('button', { name: 'Show SQL' }).click();
  await expect(tryIt(page)).toContainText('SELECT count(*) AS found FROM "orders"');
  await page.getByRole('radio', { name: 'SQL metric' }).check();
  await query(page).fill(PAID_ORDERS.query);
  await page.getByRole('button', { name: 'Run once' }).click();
  await expect(tryIt(page)).toContainText(/Pass.*3 The query returned 3\./, MEASURED);
  await page.getByLabel('Value', { exact: true }).fill('3');
  await expect(tryIt(page)).toContainText('You have changed the form since.');

  await page.getByRole('checkbox', { name: 'Run it by itself' }).check();
  await page.getByLabel('Cron expression').fill('0 6 * *');
  await expect(page.getByText('Use five fields')).toBeVisible();
  await page.getByRole('button', { name: 'Workdays' }).click();
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Paris');
  await expect(page.getByText('At 06:00, Monday through Friday (Europe/Paris)')).toBeVisible();
  const workday = '(Mon|Tue|Wed|Thu|Fri), \\w{3} \\d+, 06:00';
  await expect(page.getByText(new RegExp(`^Next: ${workday} · ${workday} · ${workday}$`))).toBeVisible();
  expect([await countIn(world, 'checks', team.slug), await countIn(world, 'executions', team.slug)]).toEqual([
    0, 0,
  ]);

  await page.getByRole('button', { name: 'Create check' }).click();
  await expect(page).toHaveURL(`${team.checks}/orders-that-were-paid`);
  await expect(page.getByText(/^Next on (Mon|Tue|Wed|Thu|Fri), .* 06:00$/)).toBeVisible();
  expect(await countIn(world, 'checks', team.slug)).toBe(1);

  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByLabel('Short name')).toHaveAttribute('readonly');
  await page.getByLabel('Name', { exact: true }).fill('Enough orders were paid');
  await page.getByLabel('Value', { exact: true }).fill('4');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { name: 'Enough orders were paid' })).toBeVisible();
  await expect(history(page)).toHaveText([
    /Person 1 Lovelacemade version 2.*was Orders that were paidis Enough orders were paid.*was at least 3is at least 4/,
    /Person 1 Lovelacecreated it/,
  ]);
});

test('whoever saves second is told and keeps what was typed, and so does whoever may no longer save', async ({
  page,
  person,
  world,
  request,
  addKey,
}) => {
  const team = await createTeam(world, [[person, 'editor']]);
  const { secret } = await addKey({ name: 'Terraform' });
  const { id, slug } = await addCheck(request, secret, team);
  await page.goto(`${team.checks}/${slug}/edit`);
  await page.getByLabel('Description').fill('What I typed');
  const theirs = { headers: bearer(secret), data: { name: 'Theirs' } };
  expect((await request.patch(`/api/quality/checks/${id}`, theirs)).status()).toBe(200);
  const save = page.getByRole('button', { name: 'Save changes' });

  await setRole(world, person, 'viewer');
  await save.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('This takes the role editor');
  await setRole(world, person, 'editor');
  await save.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Somebody else saved a change');
  await expect(page.getByLabel('Description')).toHaveValue('What I typed');
  expect(await world.sql('SELECT name, description FROM checks WHERE id = $1', [id])).toEqual([
    { name: 'Theirs', description: '' },
  ]);

  await page.getByRole('button', { name: 'Save mine over theirs' }).click();
  await expect(page).toHaveURL(`${team.checks}/${slug}`);
  await expect(history(page)).toHaveText([
    /Person 1 Lovelacemade version 3.*What I typed/,
    /Person 1 Lovelace with the key Terraformmade version 2.*is Theirs/,
    /with the key Terraformcreated it/,
  ]);
});

test('an archived check runs for nobody and is out of the list, and restored it is as before', async ({
  page,
  person,
  world,
  request,
  addKey,
}) => {
  const team = await createTeam(world, [[person, 'editor']]);
  team.writeOrders(['paid', 'paid']);
  const { secret } = await addKey({ name: 'Nightly pipeline' });
  const { slug } = await addCheck(request, secret, team);
  await page.goto(`${team.checks}/${slug}`);
  await page.getByRole('button', { name: 'Archive' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialogOf(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialogOf(page)).toContainText('Nobody can run it any more');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This check is archived')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run now' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Restore', exact: true })).toBeFocused();
  const refused = await runByApi(request, secret, team);
  expect(refused.status()).toBe(409);
  expect((await refused.json()).code).toBe('check_archived');

  await page.getByRole('link', { name: 'Checks', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No checks yet' })).toBeVisible();
  await page.goto(`${team.checks}?archived=1`);
  await page.getByRole('link', { name: PAID_ORDERS.name }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await dialogOf(page).getByRole('button', { name: 'Restore check' }).click();
  await expect(page.getByRole('button', { name: 'Run now' })).toBeVisible();
  expect((await runByApi(request, secret, team)).status()).toBe(200);
});
