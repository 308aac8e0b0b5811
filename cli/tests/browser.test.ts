import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openInBrowser } from '../src/lib/browser';
import { Home } from './support/in-process';

const home = new Home();
const opened = path.join(home.path, 'opened');
afterAll(() => home.remove());

/** What opens addresses here, and writes down what it was told. */
const NAMES = ['xdg-open', 'open'];
beforeAll(() => {
  const script = `#!/bin/sh\n{ printf '%s\\n' "$#" "$@"; env; } > "${opened}.part"; mv "${opened}.part" "${opened}"\n`;
  for (const name of NAMES) writeFileSync(path.join(home.path, name), script, { mode: 0o755 });
});
const env = { PATH: `${home.path}:/usr/bin:/bin`, QARION_API_KEY: 'secret-of-this-test' };

async function written(): Promise<string[]> {
  while (!existsSync(opened)) await new Promise((resolve) => setTimeout(resolve, 10));
  return readFileSync(opened, 'utf8').split('\n');
}

it('hands the address over as one word that no shell reads, and not the key', async () => {
  const address = `https://qarion.example/device?a=1&b=$(touch%20${home.path}/pwned);'"`;
  expect(await openInBrowser(address, env)).toBe(true);
  const [count, word, ...environment] = await written();
  expect([count, word]).toEqual(['1', address]);
  expect(environment.join('\n')).not.toContain('secret-of-this-test');
  expect(existsSync(path.join(home.path, 'pwned'))).toBe(false);
});

it.each(['file:///etc/passwd', 'javascript:alert(1)', 'ssh://-oProxyCommand=x', '--help', ''])(
  'opens nothing but the web, whatever the server says: %j',
  async (address) => {
    expect(await openInBrowser(address, env)).toBe(false);
  },
);

it('says when there is nothing to open it with', async () => {
  expect(await openInBrowser('https://qarion.example', { PATH: '/nowhere' })).toBe(false);
});
