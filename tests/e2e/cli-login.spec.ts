import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeyPage } from './support/key-page';
import { expect, test } from './support/test';

const CLI = path.resolve(__dirname, '../../cli');
const home = mkdtempSync(path.join(tmpdir(), 'qarion-cli-login-'));

test.beforeAll(() => {
  execFileSync(process.execPath, ['build.mjs'], { cwd: CLI });
});
test.afterAll(() => rmSync(home, { recursive: true }));

/** The command line as a process of its own, with nothing of this one's environment. */
function qarion(words: string[]) {
  const env = { PATH: process.env.PATH ?? '', HOME: home, NODE_ENV: 'production' } as const;
  const child = spawn(process.execPath, [path.join(CLI, 'dist/qarion.js'), ...words], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const code = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { said: () => said, code };
}

test('somebody logs the command line in with the browser, uses it, and logs it out', async ({
  page,
  world,
  person,
}) => {
  const login = qarion(['auth', 'login', '--no-browser', '--base-url', `${world.origin}/api`]);
  await expect.poll(login.said).toContain('Your code: ');
  const [, code = '', address = ''] = login.said().match(/code: (\S+)\n.* at (\S+)\n/) ?? [];
  await page.goto(address);
  await expect(page.getByRole('region', { name: 'What asks' })).toContainText(code);
  await page.getByRole('button', { name: 'Approve' }).click();
  expect(await login.code).toBe(0);
  expect(login.said()).toContain(`as ${person.email}, with the key CLI on `);

  const settings = path.join(home, '.config/qarion/config.json');
  expect(statSync(settings).mode & 0o777).toBe(0o600);
  const { keys } = JSON.parse(readFileSync(settings, 'utf8'));
  const { api_key: secret } = keys[`${world.origin}/api`];
  const list = qarion(['spaces', 'list']);
  expect(await list.code).toBe(0);
  expect(JSON.parse(list.said())).toMatchObject([{ name: 'My space', role: 'editor' }]);
  await page.goto('/settings/api-keys');
  const row = new KeyPage(page).row('CLI on ');
  await expect(row).toContainText(/just now|seconds? ago/);

  const logout = qarion(['auth', 'logout']);
  expect(await logout.code).toBe(0);
  await page.reload();
  await expect(row).toBeHidden();
  const answer = await fetch(`${world.origin}/api/users/me`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(answer.status).toBe(401);
  expect(login.said() + list.said() + logout.said()).not.toContain(secret);
});
