// `npm run screenshots`: takes the README's pictures from the demo that is running.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';
import { findChromium } from './lib/chromium';
import { dataFolder } from './lib/data-folder';
import { runTask } from './lib/run-task';
import { say } from './lib/terminal';
import { parseCommandLine } from './lib/usage';
import { UserFacingError } from './lib/user-facing-error';

const USAGE = 'Usage: npm run screenshots -- [--origin http://localhost:3000]';
const FOLDER = path.join(PROJECT_ROOT, 'docs/images');
const EMAIL = 'admin@example.com';
const VIEWPORT = { width: 1280, height: 760 };

/** Keys for the picture, and the program that has used each. They are deleted afterwards. */
const EXAMPLES = [
  { name: 'Notebook, Amara', expiry: '30 days', agent: null },
  { name: 'Provisioning', expiry: 'Never', agent: 'qarion-typescript/1.0' },
  { name: 'Airflow nightly', expiry: '365 days', agent: 'python-httpx/0.28' },
  { name: 'CI Pipeline - Production', expiry: '90 days', agent: 'qarion-cli/1.0' },
];

function demoPassword(): string {
  const file = path.join(dataFolder(), 'demo-password');
  const password =
    process.env.QARION_DEMO_PASSWORD || (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');
  if (password) return password;
  throw new UserFacingError('The password of the demo is not known here: set QARION_DEMO_PASSWORD.');
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password').fill(demoPassword());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/settings/api-keys');
}

/** The open dialog. A toast has the role too, but is not modal. */
function dialogOf(page: Page): Locator {
  return page.locator('[role=dialog]:not([aria-modal=false])');
}

/** Creates the key in the page, uses it once if it is to look used, and stays on the reveal. */
async function createExample(page: Page, example: (typeof EXAMPLES)[number]): Promise<void> {
  await page.getByRole('button', { name: 'Create API Key' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill(example.name);
  await page.getByText(example.expiry, { exact: true }).click();
  await dialogOf(page).getByRole('button', { name: 'Create API Key' }).click();
  await page.getByRole('button', { name: 'Show the key' }).click();
  const secret = await dialogOf(page).locator('code').first().textContent();
  await page.getByRole('button', { name: 'Show the key' }).click();
  if (!example.agent) return;
  const headers = { Authorization: `Bearer ${secret}`, 'User-Agent': example.agent };
  await page.request.get('/api/users/me', { headers });
  await page.getByText('First request received').waitFor();
}

/** The key was neither copied nor downloaded here, so the dialog always asks. */
async function closeReveal(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Close anyway' }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
}

async function removeExamples(page: Page): Promise<void> {
  for (const { name } of EXAMPLES) {
    // Anew each time: right after a deletion the list is being drawn again.
    await page.goto('/settings/api-keys');
    const button = page.getByRole('button', { name: `Delete ${name}`, exact: true });
    if (!(await button.isVisible())) continue;
    await button.click();
    const confirmation = page.getByLabel('to confirm');
    if (await confirmation.isVisible()) await confirmation.fill(name);
    await page.getByRole('button', { name: 'Delete key' }).click();
    await button.waitFor({ state: 'hidden' });
  }
}

async function takePictures(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  const take = async (name: string) => {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: path.join(FOLDER, `${name}.png`), animations: 'disabled' });
    say(`docs/images/${name}.png`);
  };
  await signIn(page);
  await removeExamples(page);
  try {
    for (const example of EXAMPLES) {
      await createExample(page, example);
      if (example === EXAMPLES.at(-1)) await take('create-key');
      await closeReveal(page);
    }
    await page.reload();
    await take('api-keys');
    await page.emulateMedia({ colorScheme: 'dark' });
    await take('api-keys-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto('/docs/api');
    await take('api-reference');
    await page.goto('/spaces/my-space/checks/my-check');
    await page.locator('.recharts-line-curve').first().waitFor();
    await take('check');
  } finally {
    await removeExamples(page);
  }
}

runTask(async () => {
  const { values } = parseCommandLine({ options: { origin: { type: 'string' } } } as const, USAGE);
  const baseURL = values.origin ?? `http://localhost:${process.env.PORT || 3000}`;
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await takePictures(await browser.newContext({ baseURL, viewport: VIEWPORT, deviceScaleFactor: 2 }));
  } finally {
    await browser.close();
  }
  return 0;
});
