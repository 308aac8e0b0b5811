import {
  appPid,
  DataFolder,
  interrupt,
  type Platform,
  ready,
  request,
  startPlatform,
} from './support/platform';
import { processesWith, until } from './support/processes';

const MANY_KEYS = { QARION_MAX_KEYS_PER_USER: '100000' };
let folder: DataFolder;
beforeEach(() => {
  folder = new DataFolder();
});
afterEach(() => folder.remove());

/** Creates keys one after the other on several connections until the platform dies; returns those it acknowledged. */
async function writeUntilDeath(
  platform: Platform,
  creator: string,
): Promise<{ secrets: string[]; done: Promise<unknown> }> {
  const secrets: string[] = [];
  const writer = async (id: number) => {
    for (let i = 0; ; i++) {
      const body = JSON.stringify({ name: `Key ${id}-${i}` });
      const answer = await request(platform.origin, creator, '/api-keys', { method: 'POST', body });
      if (answer.status !== 201) throw new Error(`answered ${answer.status}`);
      const { full_key: secret } = (await answer.json()) as { full_key: string };
      secrets.push(secret);
    }
  };
  const done = Promise.allSettled([1, 2, 3, 4].map(writer));
  await until(() => secrets.length >= 20, 'twenty keys were made');
  return { secrets, done };
}

async function makeCreator(): Promise<string> {
  const creator = await folder.makeKey();
  await folder.query('UPDATE api_keys SET can_create_keys = true');
  return creator;
}

async function expectAllAlive(secrets: string[]): Promise<void> {
  const platform = await ready(await startPlatform(folder, MANY_KEYS));
  for (const secret of secrets) expect((await request(platform.origin, secret)).status).toBe(200);
  expect(await interrupt(platform)).toBe(0);
}

it('has every acknowledged key after kill -9 of the app under writes, and says that it ended', async () => {
  const platform = await ready(await startPlatform(folder, MANY_KEYS));
  const { secrets, done } = await writeUntilDeath(platform, await makeCreator());
  process.kill(appPid(platform), 'SIGKILL');
  await done;
  expect((await platform.ended).code).toBe(1);
  expect(platform.stderr()).toContain('The app ended unexpectedly (SIGKILL)');
  await expectAllAlive(secrets);
});

it('has every acknowledged key after kill -9 of everything, database included', async () => {
  const platform = await ready(await startPlatform(folder, MANY_KEYS));
  const { secrets, done } = await writeUntilDeath(platform, await makeCreator());
  for (const pid of processesWith(folder.path)) process.kill(pid, 'SIGKILL');
  await done;
  await expectAllAlive(secrets);
});

it('stops by itself when its launcher is killed with -9, and the next start takes the database over', async () => {
  const platform = await ready(await startPlatform(folder));
  const secret = await folder.makeKey();
  platform.child.kill('SIGKILL');
  await until(() => processesWith(folder.path).length === 0, 'everything stopped');
  await expectAllAlive([secret]);
});

it('answers 503 while the database is stopped, and serves again once it is started, without a restart', async () => {
  const platform = await ready(await startPlatform(folder));
  const secret = await folder.makeKey();
  process.kill(folder.postmasterPid, 'SIGINT');
  await until(() => folder.isDatabaseStopped, 'the database stopped');
  const answer = await request(platform.origin, secret);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);

  // Another task on the same folder starts the database, and stays out of the way of the platform.
  expect((await folder.run(['key', '--user', 'admin@example.com', '--name', 'Starts it'])).code).toBe(0);
  await until(async () => (await request(platform.origin, secret)).status === 200, 'it serves again');
  expect(await interrupt(platform)).toBe(0);
  expect(folder.isDatabaseStopped).toBe(true);
});

it('starts a database again that was killed with -9, or that ended itself without being told to', async () => {
  const platform = await ready(await startPlatform(folder));
  const secret = await folder.makeKey();
  // After the second the server tidies up behind itself as after any end, except that it was not in order.
  for (const signal of ['SIGKILL', 'SIGQUIT'] as const) {
    process.kill(folder.postmasterPid, signal);
    await until(async () => (await request(platform.origin, secret)).status === 503, 'the database is away');
    await until(async () => (await request(platform.origin, secret)).status === 200, 'it serves again');
  }
  expect(platform.stderr()).toContain('is being started again');
  expect(platform.stderr()).not.toContain('was stopped');
  expect(await interrupt(platform)).toBe(0);
});
