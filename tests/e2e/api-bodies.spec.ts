import { expect, test } from '@playwright/test';
import { rawRequest } from '../support/raw-http';
import { type ApiWorld, startApiWorld } from './support/api-world';

/** What the built application makes of bad bodies, and of its database going away. */
let world: ApiWorld;

test.beforeAll(async () => {
  world = await startApiWorld();
});
test.afterAll(() => world.stop());

const JSON_TYPE = 'Content-Type: application/json';

test.describe('refuses a body and changes nothing', () => {
  const CASES: [title: string, type: string, body: string, status: number, code: string][] = [
    ['that is not JSON', JSON_TYPE, '{"name":', 400, 'malformed_json'],
    ['that is empty', JSON_TYPE, '', 400, 'malformed_json'],
    ['of another type', 'Content-Type: text/plain', '{"name":"x"}', 415, 'unsupported_media_type'],
    ['of a form', 'Content-Type: application/x-www-form-urlencoded', 'name=x', 415, 'unsupported_media_type'],
    ['over 1 MiB', JSON_TYPE, JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'payload_too_large'],
    ['without a name', JSON_TYPE, '{}', 422, 'validation_failed'],
    ['that is null', JSON_TYPE, 'null', 422, 'validation_failed'],
    ['with a blank name', JSON_TYPE, '{"name":"  "}', 422, 'validation_failed'],
    [
      'with a 101-character name',
      JSON_TYPE,
      JSON.stringify({ name: 'x'.repeat(101) }),
      422,
      'validation_failed',
    ],
    ['with a line break in the name', JSON_TYPE, '{"name":"a\\nb"}', 422, 'validation_failed'],
    ['that expires in the past', JSON_TYPE, '{"name":"x","expires_in_days":-1}', 422, 'validation_failed'],
    ['that names a user', JSON_TYPE, '{"name":"x","user_id":"1"}', 422, 'validation_failed'],
  ];
  for (const [title, type, body, status, code] of CASES) {
    test(`${title}: ${status} ${code}`, async () => {
      const headers = [`Authorization: Bearer ${world.keys.good}`, type];
      const answer = await rawRequest(world.origin, '/api/api-keys', headers, { method: 'POST', body });
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      const problem = JSON.parse(answer.body);
      expect(problem.code).toBe(code);
      if (status === 422) expect(problem.errors[0]).toMatchObject({ loc: expect.arrayContaining(['body']) });
      const [row] = await world.sql('SELECT count(*)::int AS count FROM api_keys');
      expect(row?.count).toBe(5);
    });
  }
});

test('while the database is away every key gets 503 with Retry-After, never 401; then all is as before', async () => {
  const ask = () => rawRequest(world.origin, '/api/users/me', [`Authorization: Bearer ${world.keys.good}`]);
  expect((await ask()).status).toBe(200);
  world.database.cut();
  for (let attempt = 0; attempt < 5; attempt++) {
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(answer.body).code).toBe('database_unavailable');
  }
  expect((await rawRequest(world.origin, '/api/health/ready')).status).toBe(503);
  expect((await rawRequest(world.origin, '/api/health/live')).status).toBe(200);
  world.database.restore();
  expect((await ask()).status).toBe(200);
  expect((await rawRequest(world.origin, '/api/health/ready')).status).toBe(200);
});

test('DELETE answers 204, and the very next request with that key is 401 revoked', async () => {
  const headers = [`Authorization: Bearer ${world.keys.good}`, JSON_TYPE];
  const body = JSON.stringify({ name: 'To be revoked' });
  const created = JSON.parse(
    (await rawRequest(world.origin, '/api/api-keys', headers, { method: 'POST', body })).body,
  );
  const own = [`Authorization: Bearer ${created.full_key}`];
  expect((await rawRequest(world.origin, '/api/users/me', own)).status).toBe(200);
  const path = `/api/api-keys/${created.id}`;
  expect((await rawRequest(world.origin, path, headers, { method: 'DELETE' })).status).toBe(204);
  const after = await rawRequest(world.origin, '/api/users/me', own);
  expect(after.status).toBe(401);
  expect(JSON.parse(after.body).code).toBe('revoked');
  expect((await rawRequest(world.origin, path, headers, { method: 'DELETE' })).status).toBe(404);
});

test('another tenant’s key gets 404 for reading, renaming and deleting, and changes nothing', async () => {
  const mine = [`Authorization: Bearer ${world.keys.other}`, JSON_TYPE];
  const before = await world.sql('SELECT * FROM api_keys ORDER BY id');
  for (const row of before.filter((key) => key.revoked_at === null && key.name)) {
    const isMine = row.user_id === (await ownerOf(world.keys.other));
    if (isMine) continue;
    for (const method of ['GET', 'PATCH', 'DELETE']) {
      const body = method === 'PATCH' ? '{"name":"Taken over"}' : '';
      const answer = await rawRequest(world.origin, `/api/api-keys/${row.id}`, mine, { method, body });
      expect(`${method} ${answer.status}`).toBe(`${method} 404`);
    }
  }
  const after = await world.sql('SELECT * FROM api_keys WHERE user_id <> $1 ORDER BY id', [
    await ownerOf(world.keys.other),
  ]);
  expect(after).toEqual(before.filter((row) => after.some(({ id }) => id === row.id)));
  expect(after.length).toBeGreaterThan(0);
});

async function ownerOf(secret: string): Promise<unknown> {
  const [row] = await world.sql('SELECT user_id FROM api_keys WHERE key_prefix = $1', [secret.slice(0, 19)]);
  return row?.user_id;
}
