import { expect, test } from '@playwright/test';
import { generateSecret } from '../../lib/api-keys/token';
import { rawRequest } from '../support/raw-http';
import { type ApiWorld, startApiWorld } from './support/api-world';

/** Every path and method of the built application, in both spellings, with every kind of useless key. */
let world: ApiWorld;
let paths: Record<string, Record<string, { security?: unknown[] }>>;

test.beforeAll(async () => {
  world = await startApiWorld();
  paths = (await (await fetch(`${world.origin}/api/openapi.json`)).json()).paths;
});
test.afterAll(() => world.stop());

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

test('no protected path answers any method without a good key', async () => {
  const protectedPaths = Object.entries(paths)
    .filter(([, methods]) => Object.values(methods).every(({ security }) => security === undefined))
    .map(([path]) => path.replace('{id}', '0190a0a0-0000-7000-8000-000000000000'));
  expect(protectedPaths.length).toBeGreaterThanOrEqual(3);
  const spellings = [
    ...protectedPaths.flatMap((path) => [`/api${path}`, `/api/v1.0${path}`]),
    '/api/api-keys/me/api-keys',
    '/api/v1.0/api-keys/me/api-keys',
    '/api/no-such-path',
    '/api/v1.0/no-such-path',
    '/api',
    '/api/',
    '/api%2Fusers%2Fme',
    '/api/../api/users/me',
    '/api//users/me',
    '/api/users/me.rsc',
  ];
  const { expired, revoked, ownerless, good } = world.keys;
  const useless = {
    none: null,
    malformed: good.slice(1),
    unknown: generateSecret(),
    expired,
    revoked,
    ownerless,
  };
  const wrong: string[] = [];
  for (const path of spellings) {
    for (const method of METHODS) {
      for (const [kind, secret] of Object.entries(useless)) {
        const headers = secret === null ? [] : [`Authorization: Bearer ${secret}`];
        const answer = await rawRequest(world.origin, path, headers, { method });
        // What is no path of ours at all may be not found or redirected to its plain spelling.
        const isPlain = !/%|\.\.|\/\/|\.rsc|\/$/.test(path) && path !== '/api';
        const fine = isPlain ? answer.status === 401 : [401, 308, 404, 405, 400].includes(answer.status);
        if (!fine) wrong.push(`${method} ${path} with ${kind}: ${answer.status}`);
        if (answer.body.includes('@example.com')) wrong.push(`${method} ${path} with ${kind}: data`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('the public paths, and only they, answer without a key', async () => {
  const publicPaths = Object.entries(paths)
    .filter(([, methods]) => Object.values(methods).some(({ security }) => security?.length === 0))
    .map(([path]) => path);
  const forms = ['/auth/device/code', '/auth/device/token'];
  const documents = ['/health', '/health/live', '/health/ready', '/metrics', '/openapi.json'];
  expect(publicPaths.sort()).toEqual([...forms, ...documents]);
  for (const path of publicPaths) {
    const [method, status, allow] = forms.includes(path) ? ['POST', 415, 'POST'] : ['GET', 200, 'GET, HEAD'];
    for (const base of ['/api', '/api/v1.0']) {
      const answer = await rawRequest(world.origin, base + path, [], { method });
      expect(`${base}${path} ${answer.status}`).toBe(`${base}${path} ${status}`);
    }
    const wrongMethod = await rawRequest(world.origin, `/api${path}`, [], { method: 'DELETE' });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.allow).toBe(allow);
  }
});

test('with a good key an unknown path is 404 and a wrong method 405 with Allow, both problem+json', async () => {
  const key = [`Authorization: Bearer ${world.keys.good}`];
  const unknown = await rawRequest(world.origin, '/api/no/such/path', key);
  expect(unknown.status).toBe(404);
  const wrongMethod = await rawRequest(world.origin, '/api/api-keys', key, { method: 'DELETE' });
  expect(wrongMethod.status).toBe(405);
  expect(wrongMethod.headers.allow).toBe('GET, HEAD, POST');
  for (const answer of [unknown, wrongMethod]) {
    expect(answer.headers['content-type']).toBe('application/problem+json');
  }
});
