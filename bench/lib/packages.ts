import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runProgram } from '../../scripts/lib/run-command';
import { say } from '../../scripts/lib/terminal';
import { UserFacingError } from '../../scripts/lib/user-facing-error';

/*
 * The packages that only figures need are large, and somebody who runs the
 * platform should not have to wait for them: they have a lock file of their own
 * and are installed at first use.
 */
const FOLDER = path.join(__dirname, '..');
const STAMP = path.join(FOLDER, 'node_modules/.qarion-installed');

/**
 * A package of `bench/package.json`. What it is like is for the caller to say,
 * as much of it as is used, because its own types may not be there.
 */
export async function benchPackage<T>(name: string): Promise<T> {
  await install();
  const file = createRequire(path.join(FOLDER, 'package.json')).resolve(name);
  return await import(pathToFileURL(file).href);
}

let installing: Promise<void> | undefined;

function install(): Promise<void> {
  installing ??= installOnce();
  return installing;
}

async function installOnce(): Promise<void> {
  const lock = readFileSync(path.join(FOLDER, 'package-lock.json'), 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  say('Installing the packages of the figures …');
  const code = await runProgram('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: FOLDER });
  if (code !== 0)
    throw new UserFacingError('The packages of the figures could not be installed: "npm ci" failed.');
  writeFileSync(STAMP, lock);
}
