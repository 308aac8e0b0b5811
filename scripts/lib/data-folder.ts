import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { errorCode, messageOf, UserFacingError } from './user-facing-error';

/** Where everything that must survive a restart is kept. */
export function dataFolder(): string {
  return path.resolve(PROJECT_ROOT, process.env.QARION_DATA_DIR || '.data');
}

/** The folder whose subfolders `files` sources read. */
export function filesFolder(): string {
  return path.resolve(PROJECT_ROOT, process.env.QARION_FILES_DIR || path.join(dataFolder(), 'files'));
}

/** Makes the data folder and makes sure that files can be written there. */
export function prepareDataFolder(): string {
  const folder = dataFolder();
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true });
      // Others may pass through (the database's account must) but not look around.
      chmodSync(folder, 0o711);
    }
    const probe = path.join(folder, `.write-test-${randomBytes(6).toString('hex')}`);
    writeFileSync(probe, '');
    rmSync(probe);
    return folder;
  } catch (error) {
    throw new UserFacingError(
      `The data folder ${folder} cannot be written to (${errorCode(error) ?? messageOf(error)}): make it writable or set QARION_DATA_DIR.`,
      { cause: error },
    );
  }
}

/**
 * Reads a secret kept in the data folder, or makes and keeps it. The file
 * appears whole or not at all, and two starts at once get the same secret.
 */
export function readOrCreateSecret(name: string, create: () => string): string {
  const file = path.join(dataFolder(), name);
  if (!existsSync(file)) {
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, `${create()}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  return readFileSync(file, 'utf8').trim();
}
