import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { chooseRunAs } from '../../../scripts/lib/embedded-postgres/unprivileged-user';
import { freePort } from '../../support/app-process';
import { withClient } from '../../support/sql';
import { ROOT, until } from './processes';

/** A PgBouncer in front of one database. */
export type PgBouncer = { url: string; log(): string; stop(): Promise<void> };

/**
 * PgBouncer with the settings of docs/deploy.md; other than there are only where
 * it listens, where the database is, who is let in, and how few connections it
 * has. It keeps no names of prepared statements, whatever its version.
 */
export async function startPgBouncer(
  program: string,
  databaseUrl: string,
  poolSize: number,
): Promise<PgBouncer> {
  const { host, port, database = '', user = '', password } = new pg.Client({ connectionString: databaseUrl });
  const folder = mkdtempSync(path.join(tmpdir(), 'qarion-pgbouncer-'));
  // It refuses to be root, and the embedded server's socket is closed to all accounts but its own.
  const account = chooseRunAs(host);
  const listenPort = await freePort();
  const settings = path.join(folder, 'pgbouncer.ini');
  const users = path.join(folder, 'users.txt');
  writeFileSync(users, `"${user}" "${password ?? ''}"\n`);
  writeFileSync(
    settings,
    `${documented().replace(/^qarion = host=\S+ port=\d+/m, `${database} = host=${host} port=${port}`)}
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
default_pool_size = ${poolSize}
${canKeepNames(program) ? 'max_prepared_statements = 0' : ''}
`,
  );
  chmodSync(folder, 0o755);
  if (account) chownSync(users, account.uid, account.gid);
  chmodSync(users, 0o600);
  const child = spawn(program, [settings], { ...account, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `postgresql://${encodeURIComponent(user)}@127.0.0.1:${listenPort}/${database}`;
  const answers = () =>
    withClient(url, (client) => client.query('SELECT 1')).then(
      () => true,
      () => child.exitCode !== null,
    );
  await until(answers, 'PgBouncer lets somebody in');
  if (child.exitCode !== null) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PgBouncer did not start: ${log}`);
  }
  return { url, log: () => log, stop };
}

/** Versions from 1.21 on can, and newer ones do unless told; older ones do not know the setting. */
function canKeepNames(program: string): boolean {
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(stdout) ?? [];
  if (!major) throw new Error(`This is no version of PgBouncer: ${stdout}`);
  return Number(major) > 1 || Number(minor) >= 21;
}

/** The settings that docs/deploy.md shows. */
function documented(): string {
  const [, ini] = /```ini\n([\s\S]*?)```/.exec(readFileSync(path.join(ROOT, 'docs/deploy.md'), 'utf8')) ?? [];
  if (!ini) throw new Error('docs/deploy.md has no settings of PgBouncer any more.');
  return ini;
}
