import { generateSecret } from '../../lib/api-keys/token';
import { searchWorld, watchNetwork } from './support/leaks';
import { expect, test } from './support/test';

/** The search for secrets that every other test here ends with: it must be able to find one. */
test.describe('the search for leaked secrets', () => {
  test('finds one in a column of text and one in a column of bytes', async ({ world, person }) => {
    const secret = generateSecret();
    await world.sql('UPDATE users SET last_name = $2 WHERE id = $1', [person.id, `x ${secret} y`]);
    expect(await searchWorld(world)).toEqual(['a secret in table users']);
    await world.sql("UPDATE users SET last_name = '' WHERE id = $1", [person.id]);
    await world.sql(
      `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash) VALUES (gen_random_uuid(), $1, 'x', 'x', $2)`,
      [person.id, Buffer.from(secret)],
    );
    expect(await searchWorld(world)).toEqual(['a secret in table api_keys']);
    await world.sql('DELETE FROM api_keys WHERE user_id = $1', [person.id]);
    expect(await searchWorld(world)).toEqual([]);
  });

  test('finds one in a log', async ({ world }) => {
    const app = { ...world.app, log: () => `{"msg":"${generateSecret()}"}` };
    expect(await searchWorld({ app, sql: world.sql })).toEqual(['a secret in the log']);
  });

  test('finds one in a page', async ({ browser }) => {
    const context = await browser.newContext();
    const leaks = watchNetwork(context);
    const page = await context.newPage();
    await page.route('**/page', (route) => route.fulfill({ body: `<p>${generateSecret()}</p>` }));
    await page.goto('http://localhost:1/page');
    expect(await leaks()).toEqual(['a secret in GET /page']);
    await context.close();
  });
});
