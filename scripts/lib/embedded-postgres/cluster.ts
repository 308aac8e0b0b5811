import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errorCode, UserFacingError } from '../user-facing-error';
import { type Binaries, findBinaries } from './binaries';
import type { Places } from './places';

/** The cluster's superuser. The closed socket folder is what protects it, so it has no password. */
export const SUPERUSER = 'postgres';
export const SOCKET_PORT = 5432;

/** Read by PostgreSQL at every start, so a server started by hand listens at the same place. */
const SETTINGS_FILE = 'qarion.conf';

/** Makes the cluster unless there is one, brings its settings up to date and returns the binaries for it. */
export function prepareCluster(places: Places): Binaries {
  const binaries = findBinaries(places.runAs);
  if (!existsSync(path.join(places.cluster, 'PG_VERSION'))) createCluster(places, binaries);
  const clusterVersion = Number(readFileSync(path.join(places.cluster, 'PG_VERSION'), 'utf8'));
  if (clusterVersion !== binaries.majorVersion) {
    throw new UserFacingError(
      `The database in ${places.cluster} was made by PostgreSQL ${clusterVersion}, and only PostgreSQL ${binaries.majorVersion} is available here.`,
    );
  }
  writeSettings(places);
  return binaries;
}

/** `initdb` works in a folder of its own that is renamed at the end: a cluster is there whole or not at all. */
function createCluster({ cluster, runAs }: Places, { folder, majorVersion }: Binaries): void {
  const draft = `${cluster}.${randomBytes(6).toString('hex')}`;
  const collation = majorVersion >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : [];
  const { status, stderr, error } = spawnSync(
    path.join(folder, 'initdb'),
    [
      ['-D', draft, '-U', SUPERUSER, '-E', 'UTF8', '--locale=C', ...collation],
      ['--data-checksums', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
    ].flat(),
    { ...runAs, cwd: path.dirname(cluster), encoding: 'utf8' },
  );
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const reason = error?.message ?? stderr.trim().split('\n').at(-1);
    throw new UserFacingError(`The embedded database could not be created in ${cluster}: ${reason}`);
  }
  appendFileSync(path.join(draft, 'postgresql.conf'), `\ninclude_if_exists = '${SETTINGS_FILE}'\n`);
  try {
    renameSync(draft, cluster);
  } catch (renameError) {
    rmSync(draft, { recursive: true, force: true });
    // Another start finished first: its cluster is the one.
    if (!['ENOTEMPTY', 'EEXIST'].includes(errorCode(renameError) ?? '')) throw renameError;
  }
}

function writeSettings({ cluster, socketFolder, runAs }: Places): void {
  const file = path.join(cluster, SETTINGS_FILE);
  const settings = [
    '# Written at every start of Qarion. Settings of your own belong into postgresql.auto.conf.',
    `listen_addresses = ''`,
    `unix_socket_directories = '${socketFolder.replaceAll("'", "''")}'`,
    `port = ${SOCKET_PORT}`,
    'max_connections = 100',
    'shared_buffers = 128MB',
    `timezone = 'UTC'`,
    `log_timezone = 'UTC'`,
    '# No statement and no value ever reaches the log.',
    'log_statement = none',
    'log_min_error_statement = panic',
    'log_error_verbosity = terse',
    'log_checkpoints = off',
    '',
  ].join('\n');
  writeFileSync(file, settings, { mode: 0o600 });
  if (runAs) chownSync(file, runAs.uid, runAs.gid);
}
