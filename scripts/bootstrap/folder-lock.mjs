import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The holder touches its lock this often; a lock untouched for STALE_MS has no holder any more. */
const BEAT_MS = 1000;
const STALE_MS = 15_000;
const POLL_MS = 100;

/**
 * Runs `work` while holding the lock file, so that two starts in one folder
 * take turns. A lock left behind by a dead process is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: () => void, signal?: AbortSignal }} [options] `onWait` is called once when somebody else
 *   holds the lock; `signal` ends the waiting
 * @returns {Promise<T>}
 */
export async function withFolderLock(file, work, { onWait, signal } = {}) {
  makeFolder(path.dirname(file));
  for (let tries = 0; !tryCreate(file); tries++) {
    if (tries === 0) onWait?.();
    if (isAbandoned(file)) removeAbandoned(file);
    else await sleep(POLL_MS, undefined, { signal });
  }
  const beat = setInterval(() => touch(file), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(file, { force: true });
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new Error(`The folder ${folder} cannot be written to (${error.code}).`, { cause: error });
  }
}

function tryCreate(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Dead for sure when the process is gone; the age covers other hosts and reused process ids. */
function isAbandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return true;
    const { pid, host } = JSON.parse(readFileSync(file, 'utf8'));
    return host === hostname() && !isAlive(pid);
  } catch {
    return false; // Just released, or just created and not written yet.
  }
}

/**
 * Two waiters may find the same dead lock. Only the one that makes the second
 * file removes it, after looking again, so nobody removes a lock taken since.
 */
function removeAbandoned(file) {
  const guard = `${file}.takeover`;
  if (!tryCreate(guard)) {
    if (isAbandoned(guard)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isAbandoned(file)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Somebody cleaned the folder; the work itself will say what is missing.
  }
}

/**
 * Whether a process with this id runs on this machine.
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
