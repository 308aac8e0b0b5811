import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  rmdirSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorCode, UserFacingError } from '../user-facing-error';
import { canReach, chooseRunAs, type RunAs } from './unprivileged-user';

/** Everything about one embedded database that is a path or follows from one. */
export type Places = {
  runAs: RunAs;
  /** PostgreSQL's own data directory. */
  cluster: string;
  /** The folder of the Unix socket: closed to other accounts, which is the whole access control. */
  socketFolder: string;
  pidFile: string;
  logFile: string;
  lockFile: string;
};

/** `sockaddr_un` holds 104 bytes with the final zero on macOS, 108 on Linux. */
const SOCKET_PATH_MAX_BYTES = 103;

/** Makes the folders of the embedded database below the data folder, or finds them again. */
export function preparePlaces(dataFolder: string): Places {
  const link = path.join(dataFolder, 'postgres');
  if (!existsSync(link)) {
    if (lstatSync(link, { throwIfNoEntry: false })) {
      throw new UserFacingError(
        `The database folder that ${link} points to is gone: bring it back, or remove the link to start empty.`,
      );
    }
    makeBase(link);
  }
  const base = realpathSync(link);
  const runAs = chooseRunAs(base);
  own(base, runAs);
  const cluster = path.join(base, 'data');
  return {
    runAs,
    cluster,
    socketFolder: makeSocketFolder(base, runAs),
    pidFile: path.join(cluster, 'postmaster.pid'),
    logFile: path.join(base, 'server.log'),
    lockFile: path.join(base, 'start.lock'),
  };
}

/** A folder below the data folder, or a link to one elsewhere when the server's account could not get there. */
function makeBase(link: string): void {
  const runAs = chooseRunAs(link);
  const parent = realpathSync(path.dirname(link));
  if (canReach(runAs, parent)) {
    mkdirSync(link, { recursive: true, mode: 0o700 });
    return;
  }
  for (const home of ['/var/lib/qarion', path.join(tmpdir(), 'qarion')]) {
    const target = path.join(home, randomBytes(8).toString('hex'));
    try {
      mkdirSync(home, { recursive: true, mode: 0o755 });
      chmodSync(home, 0o755);
      mkdirSync(target, { mode: 0o700 });
    } catch {
      continue;
    }
    if (!canReach(runAs, home)) continue;
    try {
      symlinkSync(target, link);
    } catch (error) {
      rmdirSync(target);
      if (errorCode(error) !== 'EEXIST') throw error; // Another start made the link first: its folder counts.
    }
    return;
  }
  throw new UserFacingError(
    `The embedded PostgreSQL cannot run as root below ${parent}, which other accounts may not enter: set QARION_DATA_DIR to a folder they may, or DATABASE_URL to a server.`,
  );
}

function own(folder: string, runAs: RunAs): void {
  try {
    if (runAs) chownSync(folder, runAs.uid, runAs.gid);
    chmodSync(folder, 0o700);
  } catch (error) {
    throw new UserFacingError(`The database folder ${folder} belongs to another account.`, { cause: error });
  }
}

function makeSocketFolder(base: string, runAs: RunAs): string {
  if (fits(base)) return base;
  const name = `qarion-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`;
  const folder = [tmpdir(), '/tmp'].map((parent) => path.join(parent, name)).find(fits);
  if (folder === undefined) throw new UserFacingError(`The path ${base} is too long for a database socket.`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const expected = runAs?.uid ?? process.getuid?.();
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || (stats.uid !== expected && stats.uid !== process.getuid?.())) {
    throw new UserFacingError(
      `The folder ${folder} belongs to somebody else, and the database socket needs it.`,
    );
  }
  own(folder, runAs);
  return folder;
}

function fits(folder: string): boolean {
  return Buffer.byteLength(path.join(folder, '.s.PGSQL.5432')) <= SOCKET_PATH_MAX_BYTES;
}
