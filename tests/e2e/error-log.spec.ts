import { expect, test } from '@playwright/test';
import { encode } from 'next-auth/jwt';
import { generateSecret } from '../../lib/api-keys/token';
import { rawRequest } from '../support/raw-http';
import { createPerson, SESSION_SECRET } from './support/people';
import { startWorld, type World } from './support/world';

let world: World;
test.beforeAll(async () => {
  world = await startWorld();
});
test.afterAll(() => world.stop());

test('a page that fails leaves only structured lines in the log, with its request’s id and route, and no key', async () => {
  const person = await createPerson(world.sql);
  const session = await encode({ token: { sub: person.id, sessionVersion: 0 }, secret: SESSION_SECRET });
  const before = world.app.log().length;
  world.database.cut();
  const secret = generateSecret();
  const answer = await rawRequest(world.origin, `/settings/api-keys?q=${secret}`, [
    `Cookie: next-auth.session-token=${session}`,
    'X-Request-Id: a-failing-page',
  ]);
  expect(answer.status).toBeGreaterThanOrEqual(200);
  await expect.poll(() => world.app.log().slice(before)).toContain('a-failing-page');

  const lines = world.app.log().slice(before).trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  const failures = entries.filter(({ level }) => level >= 50);
  // Layout and page ask the database side by side, and each may fail.
  expect(failures.length).toBeGreaterThan(0);
  for (const failure of failures)
    expect(failure).toMatchObject({
      requestId: 'a-failing-page',
      route: expect.stringContaining('/settings/api-keys'),
      method: 'GET',
    });
  expect(lines.join('\n')).not.toContain(secret);
});
