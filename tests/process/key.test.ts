import { DataFolder, interrupt, ready, request, startPlatform } from './support/platform';

const SECRET = /^qarion_live_sk_[0-9A-Za-z]{49}\n$/;
const folder = new DataFolder();
afterAll(() => folder.remove());

it('prints the key alone, while nothing runs and while the platform runs, and both keys work', async () => {
  expect((await folder.run(['user', 'create', 'ada@example.com'])).code).toBe(0);
  const down = await folder.run([
    'key',
    '--user',
    'ada@example.com',
    '--name',
    'Down',
    '--expires-in-days',
    '7',
  ]);
  expect(down.stdout).toMatch(SECRET);
  expect(folder.isDatabaseStopped).toBe(true);

  const platform = await ready(await startPlatform(folder));
  const up = await folder.run(['key', '--user', 'ada@example.com', '--name', 'Up']);
  expect(up.stdout).toMatch(SECRET);
  for (const { stdout } of [down, up]) {
    const answer = await request(platform.origin, stdout.trim());
    expect(await answer.json()).toMatchObject({ email: 'ada@example.com' });
  }

  const off = await folder.run(['user', 'deactivate', 'ada@example.com']);
  expect(off.code).toBe(0);
  expect((await request(platform.origin, up.stdout.trim())).status).toBe(401);
  await interrupt(platform);
});

it.each([
  ['without a user', ['--name', 'x'], 2, '--user is missing'],
  ['without a name', ['--user', 'ada@example.com'], 2, '--name is missing'],
  ['with an option there is none of', ['--what'], 2, '--what'],
  ['for nobody', ['--user', 'nobody@example.com', '--name', 'x'], 1, 'no active user'],
  [
    'with an expiry that is no number',
    ['--user', 'a@example.com', '--name', 'x', '--expires-in-days', 'x'],
    2,
    'a number',
  ],
])('refuses %s, with nothing on stdout', async (_, args, exitCode, sentence) => {
  const { code, stdout, stderr } = await folder.run(['key', ...args]);
  expect({ code, stdout }).toEqual({ code: exitCode, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
});
