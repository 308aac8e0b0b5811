import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../bootstrap/folder-lock.mjs';
import { errorCode, UserFacingError } from '../user-facing-error';
import { prepareCluster } from './cluster';
import type { Places } from './places';

/** A server that runs on the cluster, whoever started it. */
export type Postmaster = { pid: number; socketFolder: string };

const LOG_MAX_BYTES = 10 * 1024 * 1024;
const STOP_TIMEOUT_MS = 60_000;

/** The running server as its pid file describes it; undefined when there is none or it died. */
export function findPostmaster({ pidFile }: Places): Postmaster | undefined {
  const [pid, , , , socketFolder] = readIfThere(pidFile).split('\n');
  if (!pid || !socketFolder || !isPostgres(Number(pid))) return undefined;
  return { pid: Number(pid), socketFolder };
}

/** Looking first would not do: a starting server replaces the file that a dead one left. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Whether no server runs although nobody stopped the last one in order: it was
 * killed, or it ended itself, as one does that has no room to write its journal.
 */
export function hasCrashed(places: Places): boolean {
  if (findPostmaster(places)) return false;
  return existsSync(places.pidFile) || !wasShutDown(places);
}

/** "Shut down", as the server itself wrote it down last; the byte is the first of `DBState` in pg_control.h. */
const SHUT_DOWN = [1, 2];
const STATE_OFFSET = 16;

function wasShutDown({ cluster }: Places): boolean {
  const control = path.join(cluster, 'global/pg_control');
  return !existsSync(control) || SHUT_DOWN.includes(readFileSync(control).readUInt8(STATE_OFFSET));
}

/** A process id may have been given to another program since, or be a zombie nobody collects. */
function isPostgres(pid: number): boolean {
  try {
    const [, name, state] = /^\d+ \((.*)\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return name === 'postgres' && state !== 'Z' && state !== 'X';
  } catch {
    return !existsSync('/proc/self/stat') && isAlive(pid);
  }
}

/**
 * Starts a server on the cluster, making the cluster first if there is none.
 * Resolves at once; `earlyExit` resolves with a reason if it did not stay up.
 */
export function startPostmaster(places: Places): { earlyExit: Promise<string> } {
  const binaries = prepareCluster(places);
  removeStalePidFile(places);
  if ((statSync(places.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_MAX_BYTES) {
    renameSync(places.logFile, `${places.logFile}.1`);
  }
  const log = openSync(places.logFile, 'a', 0o600);
  const child = spawn(path.join(binaries.folder, 'postgres'), ['-D', places.cluster], {
    ...places.runAs,
    cwd: places.cluster,
    // A session of its own: Ctrl-C in the terminal must stop the app first, the database last.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const earlyExit = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', () => resolve(lastFatalLine(places.logFile)));
  });
  return { earlyExit };
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
export async function stopPostmaster(places: Places): Promise<void> {
  const postmaster = findPostmaster(places);
  if (!postmaster) return;
  process.kill(postmaster.pid, 'SIGINT');
  const deadline = Date.now() + STOP_TIMEOUT_MS;
  while (existsSync(places.pidFile) && findPostmaster(places)) {
    if (Date.now() > deadline)
      throw new UserFacingError(`The embedded database (process ${postmaster.pid}) does not stop.`);
    await sleep(20);
  }
}

/**
 * PostgreSQL copes with the pid file of a dead server, but not when the id
 * belongs to a living process of the same account. Removing the file also
 * removes its own check for left-over backends, so that is made here.
 */
function removeStalePidFile(places: Places): void {
  if (findPostmaster(places) || !existsSync(places.pidFile) || !existsSync('/proc/self/stat')) return;
  const pid = Number.parseInt(readFileSync(places.pidFile, 'utf8'), 10);
  if (isAlive(pid) && !hasBackends(places.cluster)) rmSync(places.pidFile, { force: true });
}

/** Every PostgreSQL process works in the data directory. */
function hasBackends(cluster: string): boolean {
  return readdirSync('/proc').some((entry) => {
    try {
      return /^\d+$/.test(entry) && readlinkSync(`/proc/${entry}/cwd`) === cluster;
    } catch {
      return false; // Gone meanwhile, or another account's.
    }
  });
}

function lastFatalLine(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC|could not/.test(line)) ?? lines.at(-1) ?? '';
  return fatal.replace(/^.*?(FATAL|PANIC):\s+/, '');
}
