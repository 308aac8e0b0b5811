import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { installDebianPackages } from './debian-packages';
import { UserFacingError } from './user-facing-error';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_CHROME = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Finds a Chromium for the browser tests, or installs Debian's where that is possible. */
export async function findChromium(): Promise<string> {
  const found = installedChromium() ?? (await playwrightChromium());
  if (found) return found;
  installDebianPackages('Chromium for the browser tests', 'chromium', 'fonts-liberation');
  const installed = installedChromium();
  if (installed) return installed;
  throw new UserFacingError(
    'The browser tests need Chromium: install the package "chromium", or run "npx playwright install chromium".',
  );
}

function installedChromium(): string | undefined {
  const folders = ['/usr/bin', '/usr/local/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  const places = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const candidates = [process.env.QARION_CHROMIUM ?? '', ...places, MAC_CHROME];
  return candidates.find((file) => file && existsSync(file) && starts(file));
}

/** Some systems have a stub in its place that only says how to install it. */
function starts(file: string): boolean {
  return spawnSync(file, ['--version', '--no-sandbox'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

/** The one `npx playwright install` downloaded, if it did. */
async function playwrightChromium(): Promise<string | undefined> {
  const { chromium } = await import('playwright');
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}
