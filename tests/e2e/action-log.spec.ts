import { KeyPage } from './support/key-page';
import { expect, ownWorld, test } from './support/test';

// Its log is read here, and nobody else's lines belong in it.
test.use({ world: [ownWorld(), { scope: 'worker', timeout: 60_000 }] });

test('an action that was refused says why in its request’s one line, though its page is answered with 200', async ({
  page,
  world,
  addKey,
}) => {
  await addKey({ name: 'Nightly' });
  const keys = new KeyPage(page);
  await keys.open();
  await keys.createButton.click();
  await keys.dialog.getByLabel('Name', { exact: true }).fill('Nightly');
  await keys.dialog.getByRole('button', { name: 'Create API Key' }).click();
  await expect(keys.dialog.getByText(/already/)).toBeVisible();
  const lines = () =>
    world.app
      .log()
      .split('\n')
      .filter((line) => line.includes('"method":"POST"'))
      .map((line) => JSON.parse(line));
  await expect.poll(lines).toHaveLength(1);
  expect(lines()[0]).toMatchObject({ route: '/settings/api-keys', status: 200, outcome: 'name_taken' });
});
