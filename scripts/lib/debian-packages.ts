import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { say } from './terminal';

/** Installs Debian packages where that is possible: as root, where there is apt-get. Says so, and what failed. */
export function installDebianPackages(what: string, ...packages: string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  say(`Installing ${what} …`);
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}

function apt(...args: string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], { env, encoding: 'utf8' });
  if (status !== 0) say(`${stdout}${stderr}`);
}
