import { expect, test } from '@playwright/test';
import { type RawAnswer, rawRequest } from '../support/raw-http';
import { type ApiWorld, startApiWorld } from './support/api-world';

/** What no browser sends, byte for byte to the built application. */
let world: ApiWorld;

test.beforeAll(async () => {
  world = await startApiWorld();
});
test.afterAll(() => world.stop());

const authorization = () => `Authorization: Bearer ${world.keys.good}`;
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(answer.body)).toMatchObject({
    type: `/docs/api#error-${code}`,
    status,
    code,
    request_id: answer.headers['x-request-id'],
  });
}

const MALFORMED = [
  ['GET', '/api/api-keys/%ff'],
  ['GET', '/api/%ff%zz'],
  ['GET', '/api/auth/%ff'],
  ['GET', '/settings/api-keys/%ff/first-use'],
  ['GET', '/api/api-keys/%E0%A4%A'],
  ['GET', '/%00'],
  ['OPTIONS', '*'],
  ['GET', '*'],
  ['GET', 'no-slash'],
  ['GET', 'ftp://localhost/api/users/me'],
  ['GET', 'http://someone@localhost/api/users/me'],
] as const;

for (const [method, target] of MALFORMED) {
  test(`answers 400 to ${method} ${target}, and prints its one line and nothing else`, async () => {
    const before = world.app.log();
    expectProblem(await rawRequest(world.origin, target, [authorization()], { method }), 400, 'bad_request');
    const printed = () => world.app.log().slice(before.length);
    await expect.poll(printed).toContain('\n');
    expect(printed().trim().split('\n')).toHaveLength(1);
    expect(JSON.parse(printed())).toMatchObject({ msg: 'request', status: 400, outcome: 'bad_request' });
    expect(printed()).not.toContain('someone@');
  });
}

test('decodes a path once only, so that an escaped escape is no fault', async () => {
  const answer = await rawRequest(world.origin, '/api/api-keys/%25ff', [authorization()]);
  expect(answer.status).toBeGreaterThanOrEqual(404);
  expect(answer.status).toBeLessThan(500);
});

for (const method of ['PROPFIND', 'QUERY', 'TRACE', 'BREW', 'CONNECT']) {
  for (const path of ['/api/users/me', '/sign-in', '/']) {
    test(`answers 405 to ${method} ${path} and says which methods there are`, async () => {
      const answer = await rawRequest(world.origin, path, [authorization()], { method });
      expectProblem(answer, 405, 'method_not_allowed');
      expect(answer.headers.allow).toBe(METHODS);
    });
  }
}

for (const [kind, lines] of [
  ['h2c', ['Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA']],
  ['websocket', ['Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZQ==']],
] as const) {
  test(`answers a request to upgrade to ${kind} as if it had not asked`, async () => {
    const upgrade = ['Connection: Upgrade', ...lines];
    const answer = await rawRequest(world.origin, '/api/users/me', [authorization(), ...upgrade]);
    expect(answer.status).toBe(200);
    expect((await rawRequest(world.origin, '/sign-in', upgrade)).status).toBe(200);
  });
}

test('an absolute target means the same as its path', async () => {
  for (const host of [world.origin, 'http://foreign.example', 'HTTPS://foreign.example:8443']) {
    const answer = await rawRequest(world.origin, `${host}/api/users/me?x=1`, [authorization()]);
    expect(answer.status).toBe(200);
  }
  const root = await rawRequest(world.origin, `${world.origin}?x=1`);
  expect([root.status, root.headers.location]).toEqual([307, '/settings/api-keys']);
});

for (const [kind, lines] of [
  ['two Host headers', ['Host: other.example']],
  ['an expectation nobody knows', ['Expect: the-best']],
] as const) {
  test(`answers ${kind} with a problem document`, async () => {
    const answer = await rawRequest(world.origin, '/api/users/me', [authorization(), ...lines]);
    if (kind === 'two Host headers') expectProblem(answer, 400, 'bad_request');
    else expectProblem(answer, 417, 'expectation_failed');
  });
}

const EVERYWHERE = [
  '/',
  '/sign-in',
  '/no-such-page',
  '/settings/api-keys',
  '/api/users/me',
  '/api/auth/csrf',
];

for (const path of [...EVERYWHERE, '/icon.svg', '/api/health/live', '/api/%ff']) {
  test(`${path} says the id of its request: the caller’s when it is plain, else a new one`, async () => {
    const given = await rawRequest(world.origin, path, ['X-Request-Id: my-request-7']);
    expect(given.headers['x-request-id']).toBe('my-request-7');
    for (const unfit of ['short', 'with space', world.keys.good]) {
      const { headers } = await rawRequest(world.origin, path, [`X-Request-Id: ${unfit}`]);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });
}

test('headers that only the application gives itself are not taken from a client', async () => {
  // No middleware runs for this path, so nothing would replace them.
  const { body } = await rawRequest(world.origin, '/favicon.ico/x', [
    'x-nonce: a-nonce-of-mine',
    'x-path: /a-path-of-mine',
    "content-security-policy: script-src 'nonce-b25lLW9mLW1pbmU='",
  ]);
  expect(body).not.toMatch(/of-mine|b25lLW9mLW1pbmU=/);
});
