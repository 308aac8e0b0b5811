import { chmodSync, existsSync, lstatSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DataFolder, interrupt, ready, request, startPlatform } from './support/platform';
import { processesWith } from './support/processes';

let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(() => folder.remove());

const demoPassword = (output: string) => /password\s+(\S+)/.exec(output)?.[1];

it('makes everything on an empty folder, keeps it, and leaves no process behind after Ctrl-C', async () => {
  const first = await ready(await startPlatform(folder));
  expect(first.stderr()).toContain(`Ready at ${first.origin}`);
  for (const name of ['admin', 'editor', 'viewer', 'outsider'])
    expect(first.stderr()).toContain(`${name}@example.com`);
  const password = demoPassword(first.stderr());
  expect(password).toMatch(/^\S{16}$/);
  const secret = await folder.makeKey();
  expect((await request(first.origin, secret)).status).toBe(200);

  expect(await interrupt(first)).toBe(0);
  expect(processesWith(folder.path)).toEqual([]);
  expect(folder.isDatabaseStopped).toBe(true);
  await expect(fetch(first.origin)).rejects.toThrow();

  const second = await ready(await startPlatform(folder));
  expect(second.stderr()).toContain('Migrations: up to date');
  expect(second.stderr()).toContain('Build: up to date');
  expect(demoPassword(second.stderr())).toBe(password);
  expect((await request(second.origin, secret)).status).toBe(200);
  expect(await interrupt(second)).toBe(0);
});

it('keeps what it makes to itself: secrets are readable by their owner only, the socket folder is closed', async () => {
  const platform = await ready(await startPlatform(folder));
  for (const name of ['session-secret', 'demo-password']) {
    expect(statSync(path.join(folder.path, name)).mode & 0o777).toBe(0o600);
  }
  expect(statSync(path.join(folder.path, 'postgres')).mode & 0o777).toBe(0o700);
  expect(await folder.query('SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  await interrupt(platform);
});

it('makes no demo when told so, and points to the welcome page', async () => {
  const platform = await ready(await startPlatform(folder, { QARION_DEMO: '0' }));
  expect(platform.stderr()).toContain(`${platform.origin}/welcome`);
  expect(await folder.query('SELECT FROM users')).toHaveLength(0);
  await interrupt(platform);
});

it('takes two starts at once on one folder: one cluster, one set of migrations, both serve', async () => {
  const both = await Promise.all([startPlatform(folder), startPlatform(folder)]);
  const [one, other] = await Promise.all(both.map(ready));
  if (!one || !other) throw new Error('two platforms were started');
  const secret = await folder.makeKey();
  for (const { origin } of both) expect((await request(origin, secret)).status).toBe(200);
  const migrations = readdirSync('prisma/migrations', { withFileTypes: true });
  const applied = await folder.query('SELECT FROM _prisma_migrations');
  expect(applied).toHaveLength(migrations.filter((entry) => entry.isDirectory()).length);
  expect(await folder.query('SELECT FROM users')).toHaveLength(4);
  expect(demoPassword(one.stderr())).toBe(demoPassword(other.stderr()));

  expect(await interrupt(one)).toBe(0);
  expect((await request(other.origin, secret)).status).toBe(200);
  expect(await interrupt(other)).toBe(0);
  expect(folder.isDatabaseStopped).toBe(true);
});

const itAsRoot = process.getuid?.() === 0 ? it : it.skip;

itAsRoot('works below a folder that only root may enter, with the database elsewhere', async () => {
  chmodSync(folder.path, 0o700);
  const { code, stdout } = await folder.run(['user', 'create', 'ada@example.com']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\S+\n$/);
  const link = path.join(folder.path, 'postgres');
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  const target = readlinkSync(link);
  expect(statSync(target).mode & 0o777).toBe(0o700);
  expect((await folder.run(['key', '--user', 'ada@example.com', '--name', 'Kept'])).code).toBe(0);
  expect(existsSync(path.join(target, 'data/postmaster.pid'))).toBe(false);
  rmSync(target, { recursive: true });
});
