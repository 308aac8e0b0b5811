import { existsSync } from 'node:fs';
import path from 'node:path';
import { installDebianPackages } from './debian-packages';

const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];

/**
 * A server that some tests talk to, as an absolute path. Where tests must run
 * whole (`CI=true`) it is installed if it can be; elsewhere who has none goes
 * without those tests, and null is returned.
 * @throws Error in CI, when there is none and none can be had
 */
export function findDebianProgram(name: string, debianPackage = name): string | null {
  const found = find(name);
  if (found || process.env.CI !== 'true') return found;
  installDebianPackages(`${name} for tests`, debianPackage);
  const installed = find(name);
  if (!installed) throw new Error(`These tests need ${name}: install the package "${debianPackage}".`);
  return installed;
}

function find(name: string): string | null {
  const folders = [...FOLDERS, ...(process.env.PATH ?? '').split(path.delimiter)];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}
