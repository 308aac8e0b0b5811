import { appendFileSync, chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { parse } from 'yaml';
import { findChromium } from '@/scripts/lib/chromium';
import { DataFolder, interrupt, type Platform, ready, startPlatform } from '../process/support/platform';
import { ROOT } from '../process/support/processes';
import { type Installed, installClients } from './support/installed';

/**
 * What the guide promises, done as it says: somebody creates a key in the
 * browser, and runs what the dialog shows, as it is shown, from the packages of
 * the clients in a folder of their own.
 */
jest.setTimeout(240_000);

const PASSWORD = 'correct horse battery staple';
const RECIPES = path.join(ROOT, 'docs/recipes');
const data = new DataFolder();
let platform: Platform;
let user: Installed;
let browser: Browser;
let page: Page;
let secret: string;
const env = () => ({ QARION_API_KEY: secret, QARION_BASE_URL: `${platform.origin}/api` });

beforeAll(async () => {
  user = await installClients();
  platform = await ready(await startPlatform(data, { QARION_DEMO_PASSWORD: PASSWORD }));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: await findChromium(), args });
  page = await browser.newPage({ baseURL: platform.origin });
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('editor@example.com');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/settings/api-keys');
  await page.getByRole('button', { name: 'Create API Key' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('The guide');
  await page.getByRole('dialog').getByRole('button', { name: 'Create API Key' }).click();
  await page.getByRole('button', { name: 'Show the key' }).click();
  secret = (await page.getByRole('dialog').locator('code').first().textContent()) ?? '';
});
afterAll(async () => {
  await browser?.close();
  await interrupt(platform);
  await data.remove();
  rmSync(user.folder, { recursive: true });
});

/** The lines of one of the dialog's tabs, with the key in them, as they are drawn. */
async function shown(tab: string): Promise<string> {
  await page.getByRole('tab', { name: tab }).click();
  const code = (await page.getByRole('tabpanel', { name: tab }).locator('code').textContent()) ?? '';
  expect(code).toContain(secret);
  return code;
}

function write(file: string, text: string): string {
  writeFileSync(path.join(user.folder, file), text);
  return file;
}

describe('what the dialog shows', () => {
  it('runs in a shell with curl, and says whose key it is', async () => {
    const { code, stdout } = await user.run('bash', ['-c', await shown('curl')]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ email: 'editor@example.com', api_key: { name: 'The guide' } });
  });

  it('is noticed by the dialog that waits for the first request', async () => {
    await page.getByText('First request received').waitFor();
  });

  it('runs on the command line, and ends by the result', async () => {
    const { code, stdout } = await user.run('bash', ['-ec', await shown('CLI')]);
    expect(JSON.parse(stdout)).toMatchObject({ check_slug: 'my-check', triggered_by: { via: 'api_key' } });
    expect([0, 1]).toContain(code);
    expect(code).toBe(JSON.parse(stdout).status === 'FAIL' ? 1 : 0);
  });

  it.each([
    ['Python', 'check.py', 'python'],
    ['TypeScript', 'check.mjs', 'node'],
  ])('runs in %s, and prints the result', async (tab, file, program) => {
    const { code, stdout, stderr } = await user.run(program, [write(file, await shown(tab))]);
    expect({ code, stderr, isResult: /^(PASS|WARNING|FAIL)\n$/.test(stdout) }).toEqual({
      code: 0,
      stderr: '',
      isResult: true,
    });
  });

  it('can be downloaded as an .env file, which a shell and all clients read', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /\.env/ }).click();
    await (await download).saveAs(path.join(user.folder, 'key.env'));
    const line = 'set -a; . ./key.env; qarion auth status --json';
    const { code, stdout } = await user.run('bash', ['-c', line]);
    expect(code).toBe(0);
    expect(stdout).toContain('editor@example.com');
    expect(stdout).not.toContain(secret);
  });
});

describe('a recipe', () => {
  const read = (file: string) => readFileSync(path.join(RECIPES, file), 'utf8');
  type Workflow = { jobs: { orders: { steps: { run?: string }[] } } };

  it.each([
    ['GitHub Actions', 'github-actions.yml', ['--builtin-schema', 'vendor.github-workflows']],
    ['GitLab CI', 'gitlab-ci.yml', ['--builtin-schema', 'vendor.gitlab-ci', '--data-transform', 'gitlab-ci']],
  ])('for %s is what it reads', async (_, file, options) => {
    const { code, stdout } = await user.run('check-jsonschema', [...options, path.join(RECIPES, file)]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('ok') });
  });

  it('for dbt is a sound script, and for Airflow a sound program', async () => {
    const shell = await user.run(
      'shellcheck',
      ['dbt-build.sh'].map((file) => path.join(RECIPES, file)),
    );
    expect({ code: shell.code, stdout: shell.stdout }).toEqual({ code: 0, stdout: '' });
    const rules = ['check', '--isolated', '--no-cache', '--select', 'E,F,I,B,UP,AIR', '--line-length', '110'];
    const python = await user.run('ruff', [...rules, path.join(RECIPES, 'airflow_dag.py')]);
    expect({ code: python.code, stdout: python.stdout }).toEqual({
      code: 0,
      stdout: 'All checks passed!\n',
    });
  });

  it('for GitHub Actions and GitLab CI runs the command line as it is', async () => {
    const steps = (parse(read('github-actions.yml')) as Workflow).jobs.orders.steps.map(({ run }) => run);
    const script = (parse(read('gitlab-ci.yml')) as { 'data-quality': { script: string[] } })['data-quality']
      .script;
    const lines = [...steps, ...script].filter((line) => line?.startsWith('qarion '));
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const { code, stdout } = await user.run('bash', ['-c', line ?? ''], env());
      const { status } = JSON.parse(stdout) as { status: string };
      expect(code).toBe(status === 'PASS' ? 0 : 1);
    }
  });

  it('for dbt checks the data only after a build that went well', async () => {
    copyFileSync(path.join(RECIPES, 'dbt-build.sh'), path.join(user.folder, 'dbt-build.sh'));
    const dbt = path.join(user.folder, 'node_modules/.bin/dbt');
    write('node_modules/.bin/dbt', '#!/bin/sh\necho "$@" >> dbt-was-asked-to\n');
    chmodSync(dbt, 0o755);
    const built = await user.run('bash', ['dbt-build.sh'], env());
    expect(JSON.parse(built.stdout)).toMatchObject({ check_slug: 'my-check' });
    expect(readFileSync(path.join(user.folder, 'dbt-was-asked-to'), 'utf8')).toBe('build\n');
    appendFileSync(dbt, 'exit 7\n');
    expect(await user.run('bash', ['dbt-build.sh'], env())).toMatchObject({ code: 7, stdout: '' });
  });
});

it('the secret is in nothing that the platform wrote', () => {
  expect(platform.stdout() + platform.stderr()).not.toContain(secret);
});
