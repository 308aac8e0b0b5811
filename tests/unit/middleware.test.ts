import { unstable_doesMiddlewareMatch as doesMiddlewareMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { SECRET_PATTERN } from '@/lib/api-keys/token';
import { readBearer } from '@/lib/auth/bearer';
import { config, middleware } from '@/middleware';
import { cases, GOOD } from '../support/authorization-headers';

const ORIGIN = 'http://localhost:3000';

/** Whether the framework runs the middleware for such a request. */
function runs(path: string, authorization?: string | null): boolean {
  const headers = authorization ? { authorization } : {};
  return doesMiddlewareMatch({ config, url: ORIGIN + path, headers });
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return middleware(new NextRequest(ORIGIN + path, { headers, method }));
}

const isPassedOn = (response: Response) => response.headers.get('x-middleware-next') === '1';

describe('the matcher', () => {
  const [api] = config.matcher;
  const value = api && 'missing' in api ? (api.missing?.[0]?.value ?? '') : '';

  it('has the shape of a secret in it, the same as the token format and the handlers', () => {
    const shape = SECRET_PATTERN.source.slice(1, -1);
    expect(value).toBe(`[Bb][Ee][Aa][Rr][Ee][Rr] +${shape}`);
  });

  it.each(cases)('$name: it and the handlers agree that this is $kind', ({ header }) => {
    const isWellFormed = readBearer(header).kind === 'secret';
    expect(runs('/api/users/me', header)).toBe(!isWellFormed);
  });

  it.each(['/api/users/me', '/api/v1.0/api-keys', '/api/a/b/c/d', '/api/health'])(
    'guards %s unless a well-formed key comes',
    (path) => {
      expect(runs(path)).toBe(true);
      expect(runs(path, `Bearer ${GOOD}`)).toBe(false);
    },
  );

  it.each(['/', '/sign-in', '/settings/api-keys', '/apix'])('gives the page %s its policy', (path) => {
    expect(runs(path)).toBe(true);
  });

  it.each(['/_next/static/a.js', '/favicon.ico', '/icon.svg'])('leaves %s alone', (path) => {
    expect(runs(path)).toBe(false);
  });
});

describe('at the edge', () => {
  it.each(cases)('$name ($kind) is answered as RFC 6750 says, or passed on', async ({ header, kind }) => {
    const response = await ask('/api/users/me', header === null ? {} : { authorization: header });
    expect(isPassedOn(response)).toBe(kind === 'secret');
    if (kind === 'secret') return;
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('www-authenticate')).toBe(
      kind === 'absent' ? 'Bearer realm="qarion"' : 'Bearer realm="qarion", error="invalid_token"',
    );
    const problem = await response.json();
    expect(problem.code).toBe(kind === 'absent' ? 'missing_credentials' : 'invalid_token');
    expect(problem.request_id).toBe(response.headers.get('x-request-id'));
    expect(JSON.stringify(problem)).not.toContain(GOOD.slice(15, 30));
  });

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s is not let through without a key',
    async (method) => {
      expect((await ask('/api/api-keys', {}, method)).status).toBe(401);
    },
  );

  it.each(['/api/health', '/api/health/live', '/api/v1.0/openapi.json', '/api/auth/session'])(
    '%s needs no key',
    async (path) => expect(isPassedOn(await ask(path))).toBe(true),
  );

  it('the header that once skipped middleware changes nothing', async () => {
    const trick = { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' };
    expect((await ask('/api/users/me', trick)).status).toBe(401);
  });

  it('gives every page a policy with a nonce of its own, on the request as on the answer', async () => {
    const policies = [await ask('/sign-in'), await ask('/sign-in')].map((response) => {
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(response.headers.get('x-middleware-request-content-security-policy')).toBe(policy);
      const nonce = response.headers.get('x-middleware-request-x-nonce') ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      expect(policy).toContain(`'nonce-${nonce}'`);
      return policy;
    });
    expect(new Set(policies).size).toBe(2);
  });
});
