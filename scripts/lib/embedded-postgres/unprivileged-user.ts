import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The account PostgreSQL runs under; undefined means the account of this process. */
export type RunAs = { uid: number; gid: number } | undefined;

/** `nobody` on Linux and most others. PostgreSQL refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

/** Root hands the server to the owner of an existing cluster, else to `nobody`. */
export function chooseRunAs(clusterFolder: string): RunAs {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/**
 * Whether the account may read the file or enter the folder. Every folder above
 * counts: root's home and what `mktemp -d` makes are closed to everybody else.
 */
export function canReach(runAs: RunAs, target: string): boolean {
  if (runAs === undefined) return isReadable(target);
  const absolute = path.resolve(target);
  for (let folder = path.dirname(absolute); ; folder = path.dirname(folder)) {
    if (!allows(runAs, folder, 0o1)) return false;
    if (folder === path.dirname(folder)) break;
  }
  return allows(runAs, absolute, statSync(absolute).isDirectory() ? 0o1 : 0o4);
}

function allows({ uid, gid }: { uid: number; gid: number }, target: string, bit: number): boolean {
  const stats = statSync(target);
  if (stats.uid === uid) return (stats.mode & (bit << 6)) !== 0;
  if (stats.gid === gid) return (stats.mode & (bit << 3)) !== 0;
  return (stats.mode & bit) !== 0;
}

function isReadable(target: string): boolean {
  try {
    accessSync(target, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
