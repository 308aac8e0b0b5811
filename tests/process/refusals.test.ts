import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { DataFolder } from './support/platform';

const folder = new DataFolder();
const file = path.join(folder.path, 'a-file');
writeFileSync(file, '');
const taken: Server = createServer();
let takenPort = 0;

beforeAll(async () => {
  await folder.run(['key']); // Whatever there is to prepare in this checkout is done before.
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  if (address && typeof address === 'object') takenPort = address.port;
});
afterAll(async () => {
  taken.close();
  await folder.remove();
});

const UNREACHABLE = 'postgresql://someone:hidden-password@127.0.0.1:1/nowhere';

const REFUSALS: [string, () => Record<string, string>, () => string][] = [
  ['a port that is taken', () => ({ PORT: String(takenPort) }), () => `Port ${takenPort} is taken`],
  ['a port that is no port', () => ({ PORT: 'abc' }), () => 'PORT must be a number'],
  [
    'an unreachable database',
    () => ({ DATABASE_URL: UNREACHABLE }),
    () => 'The database server 127.0.0.1:1 cannot be reached',
  ],
  ['a DATABASE_URL that is none', () => ({ DATABASE_URL: 'postgresql://[' }), () => 'DATABASE_URL'],
  [
    'an unwritable folder',
    () => ({ QARION_DATA_DIR: path.join(file, 'data') }),
    () => 'cannot be written to',
  ],
  ['a short session secret', () => ({ NEXTAUTH_SECRET: 'short' }), () => 'NEXTAUTH_SECRET is too short'],
  [
    'an example session secret',
    () => ({ NEXTAUTH_SECRET: 'secret' }),
    () => 'NEXTAUTH_SECRET is a well-known default',
  ],
  [
    'a number of proxies that is none',
    () => ({ QARION_TRUSTED_PROXIES: 'x' }),
    () => 'QARION_TRUSTED_PROXIES',
  ],
  [
    'a demo password that is too short',
    () => ({ QARION_DEMO_PASSWORD: 'short' }),
    () => 'QARION_DEMO_PASSWORD will not do',
  ],
];

it.each(REFUSALS)('refuses %s in one sentence', async (_, env, sentence) => {
  const { code, stdout, stderr } = await folder.run(['up'], { PORT: '4199', ...env() });
  expect(code).toBe(1);
  expect(stdout).toBe('');
  const lines = stderr.split('\n').filter((line) => line && !/^\s*(Qarion|✓)/.test(line));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(sentence());
  expect(lines[0]).toMatch(/\.$/);
  expect(stderr).not.toContain('hidden-password');
});
