import { encode } from 'next-auth/jwt';
import { env } from '@/lib/env';
import { sessionRoutes } from '@/lib/http/session-routes';
import { logger } from '@/lib/logger';
import { createUser, PASSWORD } from '../support/factories';
import { METHODS, type Method } from '../support/routes';

/** The browser's cookies and the request's headers; the framework's own edge is all that is replaced here. */
const jar = new Map<string, string>();
let asked = new Headers();

jest.mock('next/headers', () => ({
  headers: async () => asked,
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined),
    getAll: () => [...jar].map(([name, value]) => ({ name, value })),
  }),
}));

async function ask(method: Method, path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/auth/${path}`, { ...init, method });
  asked = request.headers;
  const nextauth = new URL(request.url).pathname.split('/').slice(3);
  const response = await sessionRoutes()[method](request, { params: Promise.resolve({ nextauth }) });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, decodeURIComponent(value));
  }
  return response;
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const { csrfToken } = await (await ask('GET', 'csrf')).json();
  return ask('POST', path, { body: new URLSearchParams({ csrfToken, json: 'true', ...fields }) });
}

async function expectProblem(response: Response, status: number, code: string): Promise<void> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = await response.json();
  expect(problem).toMatchObject({ status, code, request_id: response.headers.get('x-request-id') });
  expect(response.status).toBe(status);
}

beforeEach(() => jar.clear());

describe('signing in and out', () => {
  it('works, and what was copied of the session works no longer', async () => {
    const { email } = await createUser();
    expect((await post('callback/credentials', { email, password: PASSWORD })).status).toBe(200);
    const before = new Map(jar);
    expect(await (await ask('GET', 'session')).json()).toEqual({ expires: expect.any(String) });
    expect((await post('signout', {})).status).toBe(200);
    expect([...jar.keys()].filter((name) => name.includes('session-token'))).toEqual([]);
    for (const [name, value] of before) jar.set(name, value);
    expect(await (await ask('GET', 'session')).json()).toEqual({});
  });

  it('is answered with what is wrong, and the status that goes with it', async () => {
    const { email } = await createUser();
    const attempt = () => post('callback/credentials', { email, password: 'wrong' });
    for (let i = 0; i < 10; i++) {
      const response = await attempt();
      expect(response.status).toBe(401);
      expect((await response.json()).url).toMatch(/\?error=invalid_credentials$/);
    }
    const response = await attempt();
    expect(response.status).toBe(429);
    expect((await response.json()).url).toMatch(/\?error=too_many_attempts$/);
  });
});

it('asking for the session does not extend it', async () => {
  const { userId } = await createUser();
  const token = { sub: userId, sessionVersion: 0 };
  jar.set('next-auth.session-token', await encode({ token, secret: env().NEXTAUTH_SECRET, maxAge: 600 }));
  const response = await ask('GET', 'session');
  const { expires } = await response.json();
  expect(Date.parse(expires) - Date.now()).toBeLessThanOrEqual(600_000);
  expect(response.headers.getSetCookie()).toEqual([]);
});

describe('what is not in use', () => {
  it.each([
    '_log',
    'verify-request',
    'signin/credentials',
    'signin/oidc',
    'callback/oidc',
    'callback',
    'nothing',
    'constructor',
    'csrf/x',
  ])('is not there: %s', async (path) => {
    for (const method of METHODS) await expectProblem(await ask(method, path), 404, 'not_found');
  });

  it.each([
    ['session', 'GET'],
    ['csrf', 'GET'],
    ['signout', 'GET, POST'],
    ['callback/credentials', 'POST'],
  ])('is 405 on %s, which answers %s', async (path, allow) => {
    for (const method of METHODS.filter((name) => !allow.split(', ').includes(name))) {
      const response = await ask(method, path);
      expect(response.headers.get('allow')).toBe(allow);
      await expectProblem(response, 405, 'method_not_allowed');
    }
  });
});

describe('a body', () => {
  const send = (body: string, type = 'application/json') =>
    ask('POST', 'callback/credentials', { body, headers: { 'content-type': type } });

  it.each(['{', '', 'null'])('that is no form is a 4xx or nothing, never a 500: %p', async (body) => {
    expect((await send(body)).status).toBeLessThan(500);
  });
  it('that is not JSON is 400', async () => expectProblem(await send('{'), 400, 'malformed_json'));
  it('of nested JSON is 422', async () =>
    expectProblem(await send('{"email":{"a":1}}'), 422, 'validation_failed'));
  it('of another kind is 415', async () =>
    expectProblem(await send('x', 'text/plain'), 415, 'unsupported_media_type'));
  it('past 64 KiB is 413', async () => {
    const body = `a=${'x'.repeat(64 * 1024)}`;
    await expectProblem(await send(body, 'application/x-www-form-urlencoded'), 413, 'payload_too_large');
  });
});

describe('every answer', () => {
  it.each(['csrf', 'providers', 'session', 'signin', 'error?error=AccessDenied', 'signout'])(
    'of %s has the id of its request',
    async (path) => {
      const response = await ask('GET', path, { headers: { 'x-request-id': 'from-the-caller' } });
      expect(response.headers.get('x-request-id')).toBe('from-the-caller');
      expect(response.status).toBeLessThan(400);
    },
  );

  it('leads nowhere else and repeats nothing', async () => {
    const callback = await post('signout', { callbackUrl: 'https://evil.example/' });
    expect((await callback.json()).url).toBe('http://localhost:3000');
    for (const garbage of ['://', '//evil.example', 'javascript:alert(1)']) {
      const response = await post('signout', { callbackUrl: garbage });
      expect((await response.json()).url).toMatch(/^http:\/\/localhost:3000/);
    }
    const shown = await ask('GET', `error?error=${encodeURIComponent('Invalid `prisma.user` ü\n')}`);
    expect(shown.headers.get('location')).toMatch(/\/sign-in\?error=unknown$/);
  });

  it('of a fault of ours is a problem and in the log', async () => {
    const log = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    jest.spyOn(URLSearchParams.prototype, 'get').mockImplementationOnce(() => {
      throw new Error('hunter2');
    });
    const response = await ask('GET', 'csrf');
    expect(await response.clone().text()).not.toContain('hunter2');
    await expectProblem(response, 500, 'internal_error');
    expect(log).toHaveBeenCalledTimes(1);
  });
});
