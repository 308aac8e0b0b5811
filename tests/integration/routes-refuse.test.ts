import { revokeApiKey } from '@/lib/api-keys/api-keys';
import { generateSecret } from '@/lib/api-keys/token';
import { operatorActor } from '@/lib/auth/operator';
import { isPublicApiPath } from '@/lib/http/public-paths';
import { setUserActive } from '@/lib/users/users';
import { GOOD } from '../support/authorization-headers';
import { createTenant } from '../support/factories';
import { call, json, METHODS, ownRoutes, routes } from '../support/routes';
import { setKeyColumn } from '../support/rows';

/** A path that each route answers. */
const pathOf = (path: string) =>
  path.replace('[id]', crypto.randomUUID()).replace(/\[{1,2}\.\.\.path\]{1,2}/, 'no/such/path');
const operations = ownRoutes.flatMap(({ path }) => METHODS.map((method) => ({ method, path })));
const isPublic = (path: string) => isPublicApiPath(`/api${path}`);
const guarded = operations.filter(({ path }) => !isPublic(path));

/** Every kind of request that no route may serve, and what it must be told. */
const kinds: Record<string, { code: string; header: () => Promise<string | null> }> = {
  'no key': { code: 'missing_credentials', header: async () => null },
  'another scheme': { code: 'missing_credentials', header: async () => 'Basic dXNlcjpwYXNz' },
  'a malformed key': { code: 'invalid_token', header: async () => 'Bearer qarion_live_sk_short' },
  'a wrong checksum': {
    code: 'invalid_token',
    header: async () => `Bearer ${GOOD.slice(0, -1)}-`.replace('-', GOOD.endsWith('0') ? '1' : '0'),
  },
  'an unknown key': { code: 'invalid_token', header: async () => `Bearer ${generateSecret()}` },
  'an expired key': {
    code: 'expired',
    header: async () => {
      const { apiKey, secret } = await createTenant();
      await setKeyColumn(apiKey.id, 'expires_at', new Date(0));
      return `Bearer ${secret}`;
    },
  },
  'a revoked key': {
    code: 'revoked',
    header: async () => {
      const { actor, apiKey, secret } = await createTenant();
      await revokeApiKey(actor, apiKey.id);
      return `Bearer ${secret}`;
    },
  },
  'the key of a deactivated person': {
    code: 'invalid_token',
    header: async () => {
      const { actor, secret } = await createTenant();
      await setUserActive(operatorActor(), actor.email, false);
      return `Bearer ${secret}`;
    },
  },
};

describe.each(Object.entries(kinds))('every route and method refuses %s', (_kind, { code, header }) => {
  let authorization: string | null;
  beforeAll(async () => {
    authorization = await header();
  });

  it.each(guarded)('$method $path', async ({ method, path }) => {
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const init = hasBody ? json({ name: 'x' }) : {};
    const headers = { ...init.headers, ...(authorization !== null && { authorization }) };
    const response = await call(method, pathOf(path), { ...init, headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('www-authenticate')).toBe(
      code === 'missing_credentials'
        ? 'Bearer realm="qarion"'
        : 'Bearer realm="qarion", error="invalid_token"',
    );
    const problem = await response.json();
    expect(problem).toMatchObject({ code, status: 401, request_id: response.headers.get('x-request-id') });
  });
});

it('every route exports every method, so that none answers in the words of the framework', async () => {
  expect(ownRoutes.length).toBeGreaterThanOrEqual(7);
  for (const route of ownRoutes) expect(Object.keys(await route.load()).sort()).toEqual([...METHODS].sort());
});

it('only the session routes answer for themselves, and only below a public path', () => {
  const others = routes.filter((route) => !ownRoutes.includes(route));
  expect(others.map(({ path }) => path)).toEqual(['/auth/[...nextauth]']);
  expect(isPublic('/auth/session')).toBe(true);
});

it.each(operations.filter(({ path }) => isPublic(path)))(
  'the public $method $path needs no key',
  async ({ method, path }) => {
    const response = await call(method, path);
    // 415: it would answer, had it been sent a form.
    expect([200, 405, 415]).toContain(response.status);
  },
);
