import type { Page } from '@playwright/test';
import { createPerson, insertKey } from './support/people';
import { addCheck, createTeam, PAID_ORDERS, runByApi } from './support/quality';
import { removeFromSpaces, setRole } from './support/spaces';
import { expect, test } from './support/test';

test.use({ expectedErrors: /status of 404/ });

const sectionOf = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true, level: 2 }) });
const executionRows = (page: Page) => sectionOf(page, 'Executions').getByRole('row');
const marks = (page: Page) => page.getByRole('figure').locator('.recharts-line-dots :is(circle, path)');

test('a check runs before one’s eyes, from the queue to the value that its file has now; a pipeline’s key gets the same', async ({
  page,
  person,
  world,
  request,
  addKey,
}) => {
  const team = await createTeam(world, [[person, 'editor']]);
  team.writeOrders(['paid', 'paid', 'open', 'paid']);
  const { secret } = await addKey({ name: 'Nightly pipeline' });
  const { slug } = await addCheck(request, secret, team);
  await page.goto(`${team.checks}/${slug}`);
  await expect(page.getByRole('main')).toContainText('It never ran.');
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));

  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('button', { name: /^(Queued|Running)…$/ })).toBeVisible();
  await expect(page.getByText('The query returned 3.').first()).toBeVisible();
  await expect(executionRows(page)).toHaveCount(2);
  await expect(executionRows(page).nth(1)).toContainText(
    /Pass.*3.*The query returned 3\..*Person 1 Lovelace/,
  );

  team.writeOrders(['paid', 'open']);
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByText('The query returned 1; it must be at least 2.').first()).toBeVisible();
  await expect(executionRows(page)).toHaveCount(3);
  await expect(marks(page)).toHaveCount(2);
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);

  team.writeOrders(['paid', 'paid', 'paid', 'paid', 'paid']);
  const answer = await runByApi(request, secret, team);
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({
    status: 'PASS',
    value: 5,
    check_slug: PAID_ORDERS.slug,
    triggered_by: { via: 'api_key' },
  });
  await page.reload();
  await expect(executionRows(page).nth(1)).toContainText(
    /5.*Person 1 Lovelace with the key Nightly pipeline/,
  );

  await page.getByText('The same 3 values as a table').click();
  const table = page.getByRole('region', { name: 'Values as a table' });
  await expect(table.getByRole('row')).toHaveText([/Time/, /Pass5$/, /Fail1$/, /Pass3$/]);
});

test('an execution says which key triggered it; ignored, it is in no trend and no check stands by it, until that is taken back', async ({
  page,
  person,
  world,
  request,
  addKey,
}) => {
  const team = await createTeam(world, [[person, 'editor']]);
  const { secret } = await addKey({ name: 'Nightly pipeline' });
  await addCheck(request, secret, team);
  team.writeOrders(['paid', 'paid']);
  await runByApi(request, secret, team);
  team.writeOrders(['open']);
  const { id } = await (await runByApi(request, secret, team)).json();

  await page.goto(`/spaces/${team.slug}/executions/${id}`);
  const facts = page.getByRole('main').locator('dl');
  await expect(facts).toContainText('Person 1 Lovelace with the key Nightly pipeline');
  await expect(facts).toContainText(`${secret.slice(0, 19)}…`);
  await expect(facts).toContainText('The query returned 0; it must be at least 2.');
  await expect(page.getByRole('region', { name: 'What was run' })).toHaveText(PAID_ORDERS.query);

  await page.getByRole('button', { name: 'Ignore this execution' }).click();
  await expect(page.getByText('The execution is ignored', { exact: true })).toBeVisible();
  await expect(facts.getByText('Ignored')).toBeVisible();
  await page.getByRole('link', { name: PAID_ORDERS.name }).click();
  await expect(page.getByText('The same value as a table')).toBeVisible();
  await expect(marks(page)).toHaveCount(1);
  await expect(page.getByRole('main').locator('header + div')).toContainText(/Pass2/);
  await expect(executionRows(page).nth(1)).toContainText(/IgnoredFail/);

  await executionRows(page).nth(1).getByRole('link').click();
  await page.getByRole('button', { name: 'Count it again' }).click();
  await expect(facts.getByText('Ignored')).toHaveCount(0);
  await page.goBack();
  await expect(marks(page)).toHaveCount(2);
});

test('one rule decides at both doors: editors run, viewers are told the role it takes, and for others there is no such check', async ({
  page,
  person,
  world,
  request,
  addKey,
}) => {
  const [boss, outsider] = [await createPerson(world.sql), await createPerson(world.sql)];
  const team = await createTeam(world, [
    [boss, 'admin'],
    [person, 'editor'],
  ]);
  team.writeOrders(['paid', 'paid']);
  const { secret } = await addKey({ name: 'Nightly pipeline' });
  const { slug } = await addCheck(request, secret, team);
  const path = `${team.checks}/${slug}`;
  const runs = async () =>
    Number(
      (
        await world.sql(
          'SELECT count(*) FROM executions e JOIN spaces s ON s.id = e.space_id WHERE s.slug = $1',
          [team.slug],
        )
      )[0]?.count,
    );
  expect((await runByApi(request, secret, team)).status()).toBe(200);
  await page.goto(path);
  const run = page.getByRole('button', { name: 'Run now' });

  await setRole(world, person, 'viewer');
  const refusal = `This takes the role editor in the space ${team.slug}; yours is viewer.`;
  await run.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(refusal);
  const refused = await runByApi(request, secret, team);
  expect(refused.status()).toBe(403);
  expect(refused.headers()['www-authenticate']).toContain('error="insufficient_scope"');
  expect((await refused.json()).detail).toContain(refusal);
  await page.reload();
  await expect(
    page.getByText('Running and editing checks takes the role editor; yours is viewer.'),
  ).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveText(['Copy']);

  await setRole(world, person, 'editor');
  await page.reload();
  await removeFromSpaces(world, person);
  await run.click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('There is no space');
  const gone = await runByApi(request, secret, team);
  const never = await runByApi(
    request,
    (await insertKey(world.sql, outsider, { name: 'Other' })).secret,
    team,
  );
  for (const answer of [gone, never]) expect(answer.status()).toBe(404);
  const [here, nowhere] = [page.getByRole('main'), '/spaces/nowhere/checks/paid-orders'];
  expect((await page.goto(path))?.status()).toBe(404);
  const shown = await here.textContent();
  expect((await page.goto(nowhere))?.status()).toBe(404);
  await expect(here).toHaveText(shown ?? '');
  expect(await runs()).toBe(1);
});
