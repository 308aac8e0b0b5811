import { freePort } from '../support/app-process';
import { startProcess } from './support/processes';

it.each([
  ['a well-known session secret', { NEXTAUTH_SECRET: 'changeme' }, 'NEXTAUTH_SECRET is a well-known default'],
  [
    'a number of proxies that is none',
    { QARION_TRUSTED_PROXIES: 'x' },
    'QARION_TRUSTED_PROXIES must be a number',
  ],
])('the server alone refuses %s in one sentence and ends', async (_, env, sentence) => {
  const server = startProcess(['scripts/server.mjs'], {
    NODE_ENV: 'production',
    PORT: String(await freePort()),
    DATABASE_URL: 'postgresql://localhost/not-asked',
    NEXTAUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
    ...env,
  });
  // One that goes on running is a failure too, and must not outlive the test.
  const cut = setTimeout(() => server.child.kill('SIGKILL'), 20_000);
  expect((await server.ended).code).toBe(1);
  clearTimeout(cut);
  const stderr = server.stderr();
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining(sentence)]);
  expect(stderr).toMatch(/\.\n$/);
});
