import { pool } from '@/lib/db';
import { createTenant } from '../support/factories';
import { call, json, METHODS, withKey } from '../support/routes';
import { tracesOf } from '../support/secrets';

describe('every answer', () => {
  const guarded = ['/users/me', '/api-keys', '/api-keys/x'];

  it.each(guarded)('to a method that %s does not have is 405 and names those it has', async (path) => {
    const { secret } = await createTenant();
    for (const method of METHODS) {
      const response = await call(method, path, withKey(secret));
      if (response.status !== 405) continue;
      const allow = response.headers.get('allow')?.split(', ') ?? [];
      expect(allow).toContain('GET');
      expect(allow).not.toContain(method);
      expect(await response.json()).toMatchObject({ code: 'method_not_allowed' });
    }
  });

  it('405 lists exactly what there is', async () => {
    const { secret } = await createTenant();
    const allow = async (path: string) => (await call('PUT', path, withKey(secret))).headers.get('allow');
    expect(await allow('/users/me')).toBe('GET, HEAD');
    expect(await allow('/api-keys')).toBe('GET, HEAD, POST');
    expect(await allow('/api-keys/x')).toBe('GET, HEAD, PATCH, DELETE');
    expect(await allow('/api-keys/x/rotate')).toBe('POST');
    expect((await call('POST', '/health')).headers.get('allow')).toBe('GET, HEAD');
  });

  it('to HEAD has the status and headers that GET has', async () => {
    const { secret } = await createTenant();
    for (const path of [...guarded, '/health', '/openapi.json']) {
      const [get, head] = [
        await call('GET', path, withKey(secret)),
        await call('HEAD', path, withKey(secret)),
      ];
      expect(head.status).toBe(get.status);
      expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'));
    }
  });

  it.each(METHODS)('to %s on an unknown path is 404 for whoever has a key', async (method) => {
    const { secret } = await createTenant();
    const response = await call(method, '/no/such/path', withKey(secret));
    expect([response.status, (await response.json()).code]).toEqual([404, 'not_found']);
  });

  it('is ours at /api itself too', async () => {
    const { secret } = await createTenant();
    expect((await call('GET', '', withKey(secret))).status).toBe(404);
    expect((await call('GET', '')).status).toBe(401);
  });

  it('carries the request id that was sent, or a new one, and is not kept by any cache', async () => {
    const { secret } = await createTenant();
    for (const path of [
      '/users/me',
      '/api-keys',
      '/api-keys/x',
      '/no/such/path',
      '/health',
      '/health/live',
      '/openapi.json',
    ]) {
      const init = withKey(secret, { headers: { 'x-request-id': 'my-request-7' } });
      const response = await call('GET', path, init);
      expect(response.headers.get('x-request-id')).toBe('my-request-7');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const fresh = await call('GET', path, withKey(secret));
      expect(fresh.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('but the one that creates a key holds no secret and no hash', async () => {
    const { secret, apiKey } = await createTenant({ canCreateKeys: true });
    const requests: [Parameters<typeof call>[0], string, RequestInit?][] = [
      ['GET', '/users/me'],
      ['GET', '/api-keys'],
      ['GET', `/api-keys/${apiKey.id}`],
      ['PATCH', `/api-keys/${apiKey.id}`, json({ name: 'x' })],
      ['POST', '/api-keys', json({ name: 'X' })],
      ['PUT', '/api-keys'],
      ['GET', '/no/such/path'],
      ['GET', '/openapi.json'],
    ];
    for (const [method, path, init] of requests) {
      const response = await call(method, path, withKey(secret, init));
      const everything = { body: await response.text(), headers: [...response.headers] };
      expect(tracesOf(secret, everything)).toEqual([]);
    }
    const created = await (await call('POST', '/api-keys', withKey(secret, json({ name: 'New' })))).json();
    const { full_key, ...rest } = created;
    expect(tracesOf(full_key, rest)).toEqual([]);
    expect(tracesOf(secret, created)).toEqual([]);
  });

  it('to a fault of ours is 500 in fixed words', async () => {
    const { secret } = await createTenant();
    await pool().query('ALTER TABLE members RENAME TO members_away');
    try {
      const response = await call('GET', '/users/me', withKey(secret));
      const text = await response.text();
      expect([response.status, JSON.parse(text).code]).toEqual([500, 'internal_error']);
      expect(text).not.toMatch(/members|prisma|select|table/i);
    } finally {
      await pool().query('ALTER TABLE members_away RENAME TO members');
    }
  });
});
