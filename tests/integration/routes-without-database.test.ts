import { generateSecret } from '@/lib/api-keys/token';
import { isPublicApiPath } from '@/lib/http/public-paths';
import { call, json, METHODS, ownRoutes, withKey } from '../support/routes';
import { samplesOf } from '../support/scrapes';

// Nothing listens there. Set before the first query, so this file's own database stays untouched.
process.env.DATABASE_URL = 'postgresql://postgres@127.0.0.1:1/none';

const pathOf = (path: string) =>
  path.replace('[id]', crypto.randomUUID()).replace(/\[{1,2}\.\.\.path\]{1,2}/, 'no/such/path');
const operations = ownRoutes.flatMap(({ path }) => METHODS.map((method) => ({ method, path })));
const guarded = operations.filter(({ path }) => !isPublicApiPath(`/api${path}`));

async function expectUnavailable(response: Response): Promise<void> {
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(response.headers.get('www-authenticate')).toBeNull();
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'database_unavailable', status: 503 });
  expect(text).not.toMatch(/127\.0\.0\.1|ECONNREFUSED|postgres/i);
}

describe('while the database is away', () => {
  it.each(guarded)(
    '$method $path with a well-formed key is 503, to be tried again, and never 401',
    async ({ method, path }) => {
      const init = method === 'GET' || method === 'HEAD' ? {} : json({ name: 'x' });
      await expectUnavailable(await call(method, pathOf(path), withKey(generateSecret(), init)));
    },
  );

  it.each(['/health', '/health/ready'])('GET %s says so', async (path) => {
    await expectUnavailable(await call('GET', path));
  });

  it('GET /metrics goes on, counts that keys could not be verified, and says that the database is away', async () => {
    await call('GET', '/users/me', withKey(generateSecret()));
    const samples = samplesOf(await (await call('GET', '/metrics')).text());
    expect(samples.get('qarion_database_up')).toBe(0);
    expect(samples.get('qarion_key_verifications_total{outcome="unavailable"}')).toBeGreaterThan(0);
  });

  it('GET /health/live and /openapi.json go on', async () => {
    expect((await call('GET', '/health/live')).status).toBe(200);
    expect((await call('GET', '/openapi.json')).status).toBe(200);
  });

  it('a malformed key is still told apart', async () => {
    const response = await call('GET', '/users/me', { headers: { authorization: 'Bearer nonsense' } });
    expect(response.status).toBe(401);
  });
});
