import { expect, test } from '@playwright/test';
import { rawRequest } from '../support/raw-http';
import { type ApiWorld, startApiWorld } from './support/api-world';

/** What every answer of the built application says to browsers and caches. */
let world: ApiWorld;

test.beforeAll(async () => {
  world = await startApiWorld({ QARION_TRUSTED_PROXIES: '1' });
});
test.afterAll(() => world.stop());

const PAGES = ['/sign-in', '/docs/api', '/settings/api-keys', '/no-such-page'];

for (const path of [...PAGES, '/api/users/me', '/api/health']) {
  test(`${path} forbids sniffing, framing and leaking its address, and is stored nowhere`, async () => {
    const { headers } = await rawRequest(world.origin, path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['cache-control']).toContain('no-store');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
}

test('a page’s scripts run by a nonce that no second answer repeats, and never by unsafe-inline', async () => {
  const nonces = new Set<string>();
  for (let visit = 0; visit < 5; visit++) {
    const { headers, body } = await rawRequest(world.origin, '/sign-in');
    const policy = headers['content-security-policy'] ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/);
    const scripts = body.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(body).not.toMatch(/\sstyle="/);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(5);
});

test('asks for https ever after when the proxy says the visit was, and not otherwise', async () => {
  const forwarded = ['X-Forwarded-For: 203.0.113.7', 'X-Forwarded-Proto: https'];
  const secure = await rawRequest(world.origin, '/sign-in', forwarded);
  expect(secure.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
  const plain = await rawRequest(world.origin, '/sign-in');
  expect(plain.headers).not.toHaveProperty('strict-transport-security');
});

test('remembers the address the proxy saw as a key’s last, whatever the client claims', async () => {
  const headers = [
    `Authorization: Bearer ${world.keys.good}`,
    'X-Forwarded-For: 198.51.100.1, 203.0.113.7',
    'User-Agent: check/1.0',
  ];
  expect((await rawRequest(world.origin, '/api/users/me', headers)).status).toBe(200);
  await expect
    .poll(async () => {
      const [row] = await world.sql(
        'SELECT last_used_address AS address, last_used_agent AS agent FROM api_keys WHERE key_prefix = $1',
        [world.keys.good.slice(0, 19)],
      );
      return row;
    })
    .toEqual({ address: '203.0.113.7', agent: 'check/1.0' });
});
