import { z } from 'zod';
import { AppError } from '@/lib/errors/app-error';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';
import { isPublicApiPath } from '@/lib/http/public-paths';
import { requestIdOf } from '@/lib/http/request-id';
import { validate } from '@/lib/validate';
import { GOOD } from '../support/authorization-headers';

describe('validating', () => {
  const schema = z.strictObject({ name: z.string('Enter a name.'), tags: z.array(z.string('Enter a tag.')) });

  it('names every fault and where it is, beginning with where the input came from', () => {
    const fault = faultOf(() => validate(schema, { name: 1, tags: ['a', 2] }, 'body'));
    expect(fault.code).toBe('validation_failed');
    expect(fault.fields).toEqual([
      { loc: ['body', 'name'], msg: 'Enter a name.', type: 'invalid_type' },
      { loc: ['body', 'tags', 1], msg: 'Enter a tag.', type: 'invalid_type' },
    ]);
    expect(fault.detail).toBe('body.name: Enter a name. body.tags.1: Enter a tag.');
  });

  it('leaves that out for a form, and names a field that does not exist', () => {
    const fault = faultOf(() => validate(schema, { name: 'a', tags: [], isAdmin: true }));
    expect(fault.fields).toEqual([
      { loc: [], msg: expect.stringContaining('isAdmin'), type: 'unrecognized_keys' },
    ]);
    expect(fault.detail).toMatch(/^input: /);
  });

  it.each([undefined, null, 'text', 3, [], true])('refuses %p where an object is due', (input) => {
    expect(faultOf(() => validate(schema, input, 'body')).fields[0]?.loc).toEqual(['body']);
  });

  function faultOf(work: () => unknown): AppError {
    try {
      work();
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
    throw new Error('nothing was thrown');
  }
});

describe('the public list', () => {
  it.each([
    'health',
    'health/live',
    'health/ready',
    'metrics',
    'openapi.json',
    'auth/session',
    'auth/callback/oidc',
  ])('has /api/%s on it, with and without the version', (path) => {
    expect(isPublicApiPath(`/api/${path}`)).toBe(true);
    expect(isPublicApiPath(`/api/v1.0/${path}`)).toBe(true);
  });

  it.each([
    '',
    '/',
    '/users/me',
    '/api-keys',
    '/healthy',
    '/health/',
    '/health/other',
    '/metrics/',
    '/metrics/x',
    '/metricsx',
    '/health/live/x',
    '/openapi.jsonx',
    '/openapixjson',
    '/auth',
    '/auth/',
    '/auth//x',
    '/v2.0/health',
    '/v1x0/health',
    '/v1.0',
    '/HEALTH',
    '/x/health',
    '/users/me/health',
    '/users/me?/health',
  ])('has nothing else on it: /api%s', (path) => expect(isPublicApiPath(`/api${path}`)).toBe(false));
});

describe('the request id', () => {
  const idOf = (id: string) => requestIdOf(new Headers({ 'x-request-id': id }));
  const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  it.each(['12345678', 'a-b_c.D-9', 'x'.repeat(64)])(
    "is the caller's own when it is a plain identifier: %s",
    (id) => {
      expect(idOf(id)).toBe(id);
    },
  );

  it.each([
    '',
    '1234567',
    'x'.repeat(65),
    'has a space',
    'quote"quote',
    '<script>x',
    'ümlaut-x',
    GOOD,
    `a.${GOOD}`.slice(0, 64),
  ])('is a new one instead of %p', (id) => expect(idOf(id)).toMatch(UUID));

  it('is a new one each time when none came', () => {
    const ids = [requestIdOf(new Headers()), requestIdOf(new Headers())];
    expect(ids.every((id) => UUID.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(2);
  });
});

describe("a page's policy", () => {
  const directives = (isDevelopment: boolean) =>
    new Map(
      contentSecurityPolicy('bm9uY2U=', isDevelopment)
        .split('; ')
        .map((part) => {
          const [name = '', ...values] = part.split(' ');
          return [name, values];
        }),
    );

  it('lets run and look only what came with this page, in production', () => {
    const policy = directives(false);
    expect(policy.get('default-src')).toEqual(["'none'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'nonce-bm9uY2U='", "'strict-dynamic'"]);
    expect(policy.get('frame-ancestors')).toEqual(["'none'"]);
    expect(policy.get('base-uri')).toEqual(["'none'"]);
    expect(policy.get('object-src')).toEqual(["'none'"]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    expect([...policy.values()].flat().filter((value) => /unsafe|https?:|\*|ws:/.test(value))).toEqual([]);
  });

  it('loosens only what hot reload needs, in development', () => {
    const [production, development] = [directives(false), directives(true)];
    const changed = [...development.keys()].filter(
      (name) => `${development.get(name)}` !== `${production.get(name)}`,
    );
    expect(changed).toEqual(['script-src', 'style-src', 'connect-src']);
  });
});
