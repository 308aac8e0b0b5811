import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../support/app-process';
import { DatabaseProxy } from '../support/database-proxy';
import { startTestDatabase, type TestDatabase } from '../support/database-server';
import { withClient } from '../support/sql';
import { findNginx, runIn, startNginx, startService } from './support/containers';
import { type Image, inside, makeImage } from './support/image';
import { ROOT, type Running, until } from './support/processes';

const nginx = findNginx();
if (!nginx) process.stderr.write('The containers are not tested: there is no nginx here.\n');
const describeWithNginx = nginx ? describe : describe.skip;

const folder = mkdtempSync(path.join(tmpdir(), 'qarion-image-'));
chmodSync(folder, 0o755);
const database = `qarion_image_${process.pid}`;
const running: Running[] = [];
let server: TestDatabase;
let proxy: DatabaseProxy;
let image: Image;
let environment: Record<string, string>;
let origin: string;
let appPorts: number[];
let secret: string;
let password: string;

const task = (name: string, ...args: string[]) =>
  runIn(image, ['node', `scripts/tasks/${name}.mjs`, ...args], environment);

function start(name: string, values: Record<string, string> = {}): Running {
  const one = startService(image, name, { ...environment, ...values });
  running.push(one);
  return one;
}

/** Waits until all of it works together; if it never does, says what each had to say. */
async function untilReady(worker: Running): Promise<void> {
  try {
    const isReady = () =>
      fetch(`${origin}/api/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    await until(isReady, 'it is ready');
    await until(() => worker.stderr().includes('Running executions'), 'the worker runs');
  } catch (error) {
    const said = running.map(({ stdout, stderr }) => stdout().slice(-2000) + stderr().slice(-2000));
    throw new Error(said.join('\n'), { cause: error });
  }
}

const api = (pathname: string, init: RequestInit = {}) =>
  fetch(`${origin}/api${pathname}`, {
    ...init,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...init.headers },
  });
const post = async (pathname: string, body: unknown, headers = {}) => {
  const answer = await api(pathname, { method: 'POST', body: JSON.stringify(body), headers });
  if (!answer.ok) throw new Error(`${pathname}: ${await answer.text()}`);
  return await answer.json();
};

beforeAll(async () => {
  if (!nginx) return;
  image = makeImage(folder);
  server = await startTestDatabase();
  await withClient(server.url, (client) => client.query(`CREATE DATABASE ${database}`));
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  proxy = await DatabaseProxy.start(url.href);
  const port = await freePort();
  origin = `http://localhost:${port}`;
  environment = {
    DATABASE_URL: proxy.url,
    NEXTAUTH_URL: origin,
    NEXTAUTH_SECRET: 'only-for-tests-0123456789abcdefghijklmnop',
    QARION_RATE_LIMIT: 'off',
  };
  const migrated = await start('migrate').ended;
  expect(migrated.code).toBe(0);
  password = (await task('user', 'create', 'ada@example.com', '--superadmin')).stdout.trim();
  secret = (await task('key', '--user', 'ada@example.com', '--name', 'First')).stdout.trim();
  appPorts = [await freePort(), await freePort()];
  for (const appPort of appPorts) start('app', { PORT: String(appPort) });
  const worker = start('worker');
  running.push(startNginx(nginx, path.join(folder, 'nginx'), port, appPorts));
  await untilReady(worker);
}, 400_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ ended }) => ended));
  await proxy?.stop();
  if (server) {
    await withClient(server.url, (client) => client.query(`DROP DATABASE ${database} WITH (FORCE)`));
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describeWithNginx('the image', () => {
  it('has no package that the app is only developed with, no test, and no environment of anybody', () => {
    const lock = JSON.parse(readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
    const packages = Object.entries<{ dev?: boolean }>(lock.packages);
    const dev = packages.flatMap(([name, { dev: isDev }]) => (isDev ? name : []));
    expect(dev.length).toBeGreaterThan(100);
    expect(dev.filter((name) => existsSync(inside(image, name)))).toEqual([]);
    for (const name of ['tests', '.env', '.git', '.data', 'app', 'next.config.js'])
      expect([name, existsSync(inside(image, name))]).toEqual([name, false]);
  });

  it('runs as an account that is not root and may write to nothing but its data', async () => {
    expect(image.user).toBe(1000);
    const write = `try { require('fs').writeFileSync('written', '') } catch ({ code }) { console.log(code) }`;
    if (process.getuid?.() === 0)
      expect((await runIn(image, ['node', '-e', write], {})).stdout).toBe('EACCES\n');
    expect((await runIn(image, ['node', '-e', `process.chdir('data'); ${write}`], {})).stdout).toBe('');
  });

  it('tells that it is well, and that it is not', async () => {
    const health = (port: number | undefined) => runIn(image, image.healthcheck, { PORT: String(port) });
    expect((await health(appPorts[0])).code).toBe(0);
    expect((await health(await freePort())).code).toBe(1);
  });

  it('migrates once', async () => {
    const { code, stderr } = await task('migrate');
    expect([code, stderr]).toEqual([0, expect.stringContaining('is up to date.')]);
    expect(running[0]?.stderr()).toContain('Applied to the database');
  });
});

describeWithNginx('two app processes and a worker behind nginx', () => {
  it('serve the sign-in page with all that it loads, and the recipes that are read from files', async () => {
    const page = await (await fetch(`${origin}/sign-in`)).text();
    expect(page).toContain('Sign in');
    const files = new Set(
      [...page.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, url]) => url),
    );
    expect(files.size).toBeGreaterThan(2);
    for (const file of files) expect([file, (await fetch(origin + file)).status]).toEqual([file, 200]);
  });

  it('let somebody in by password, for whichever process has the next request', async () => {
    const csrf = await fetch(`${origin}/api/auth/csrf`);
    const cookies = csrf.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
      body: new URLSearchParams({ csrfToken, email: 'ada@example.com', password, json: 'true' }),
    });
    cookies.push(...answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]));
    for (let i = 0; i < 4; i++) {
      const page = await fetch(`${origin}/docs/keys`, { headers: { cookie: cookies.join('; ') } });
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('qarion quality trigger');
    }
  });

  it('write down the address of whoever uses a key, and not what it claims or the proxy’s', async () => {
    const client = httpRequest(`${origin}/api/users/me`, {
      host: '127.0.0.1',
      localAddress: '127.0.0.5',
      headers: { authorization: `Bearer ${secret}`, 'x-forwarded-for': '198.51.100.66' },
    });
    client.end();
    const [answer] = await once(client, 'response');
    answer.resume();
    expect(answer.statusCode).toBe(200);
    const read = () =>
      withClient(
        proxy.url,
        async (db) => (await db.query('SELECT last_used_address AS a FROM api_keys')).rows,
      );
    await until(async () => (await read())[0].a !== null, 'the use was written down');
    expect(await read()).toEqual([{ a: '127.0.0.5' }]);
  });

  it('run an execution on a folder of files', async () => {
    const files = inside(image, 'data/files/shop');
    mkdirSync(files, { recursive: true });
    if (process.getuid?.() === 0) chownSync(path.dirname(files), 1000, 1000);
    writeFileSync(path.join(files, 'orders.csv'), 'id,amount\n1,10\n2,32\n');
    await post('/spaces', { slug: 'shop', name: 'Shop' });
    await post('/spaces/shop/sources', { name: 'files', kind: 'files', location: 'shop' });
    const check = {
      space: 'shop',
      slug: 'total',
      name: 'Total',
      check_type: 'sql_metric',
      source: 'files',
      query: 'SELECT sum(amount) FROM orders',
      configuration: {},
      thresholds: { critical: { operator: 'gte', value: 40 } },
    };
    await post('/quality/checks', check);
    const answer = await post('/s/shop/quality/total/run', {}, { prefer: 'wait=30' });
    expect(answer).toMatchObject({ status: 'PASS', value: 42 });
  });

  it('answer headers that are too large for others, and refuse a body that is too large', async () => {
    const large = await fetch(`${origin}/api/users/me`, { headers: { authorization: 'x'.repeat(100_000) } });
    expect(large.status).toBe(401);
    expect((await api('/spaces', { method: 'POST', body: 'x'.repeat(3_000_000) })).status).toBe(413);
  });

  it('go on while one of them stops, which ends in order', async () => {
    const app = running[1];
    app?.child.kill('SIGTERM');
    for (let i = 0; i < 20; i++) expect((await api('/users/me')).status).toBe(200);
    expect((await app?.ended)?.code).toBe(0);
    for (let i = 0; i < 20; i++) expect((await api('/users/me')).status).toBe(200);
  });
});
