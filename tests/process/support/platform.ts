import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { freePort } from '../../support/app-process';
import { processesWith, type Running, runProcess, startProcess, until } from './processes';

/** A data folder of its own, gone with everything that runs on it after the test. */
export class DataFolder {
  readonly path: string;

  constructor(parent = tmpdir()) {
    this.path = mkdtempSync(path.join(parent, 'qarion-test-'));
    chmodSync(this.path, 0o755); // The database's account must get in.
  }

  get databaseUrl(): string {
    return `postgresql://postgres@localhost/qarion?host=${encodeURIComponent(path.join(this.path, 'postgres'))}`;
  }

  get pidFile(): string {
    return path.join(this.path, 'postgres/data/postmaster.pid');
  }

  get postmasterPid(): number {
    return Number.parseInt(readFileSync(this.pidFile, 'utf8'), 10);
  }

  get isDatabaseStopped(): boolean {
    return !existsSync(this.pidFile);
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    // A connection that breaks fails what is asked on it, which is enough to tell of.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** Runs `npm run key` and returns the secret. */
  async makeKey(user = 'admin@example.com', name = `Key ${Math.random()}`): Promise<string> {
    const { code, stdout, stderr } = await this.run(['key', '--user', user, '--name', name]);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  /** Runs one of the project's tasks to its end on this folder. */
  run(args: string[], env: Record<string, string> = {}) {
    return runProcess(['scripts/run.mjs', ...args], { QARION_DATA_DIR: this.path, ...env });
  }

  async remove(): Promise<void> {
    for (const pid of processesWith(this.path)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    await until(() => processesWith(this.path).length === 0, 'everything on the folder ended');
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** `npm run up`, without npm. */
export type Platform = Running & { origin: string; port: number };

export async function startPlatform(folder: DataFolder, env: Record<string, string> = {}): Promise<Platform> {
  const port = await freePort();
  const running = startProcess(['scripts/run.mjs', 'up'], {
    QARION_DATA_DIR: folder.path,
    PORT: String(port),
    ...env,
  });
  return { ...running, port, origin: `http://localhost:${port}` };
}

/** Waits until it says that it is ready; an end before that is an error with its words. */
export async function ready(platform: Platform): Promise<Platform> {
  let hasEnded = false;
  void platform.ended.then(() => {
    hasEnded = true;
  });
  await until(
    () => hasEnded || platform.stderr().includes('Ctrl-C stops it'),
    'the platform is ready',
    150_000,
  );
  if (hasEnded) throw new Error(`The platform ended: ${platform.stderr()}`);
  return platform;
}

/** Ctrl-C, as a terminal sends it to the first process. */
export async function interrupt(platform: Platform): Promise<number | null> {
  platform.child.kill('SIGINT');
  return (await platform.ended).code;
}

/** The processes of a script that listen, or have others listen, at a port. */
export function pidsOf(script: string, port: number): number[] {
  const own = processesWith(`PORT=${port}\0`);
  return processesWith(script).filter((pid) => own.includes(pid));
}

/** The app's own processes: those that listen. */
export function appPids({ port }: { port: number }): number[] {
  return pidsOf('scripts/server.mjs', port);
}

/** The app's own process, where there is one. */
export function appPid(platform: Platform): number {
  const [pid, ...more] = appPids(platform);
  if (!pid || more.length > 0) throw new Error('there is not one app process');
  return pid;
}

/** `npm run worker`, without npm, once it says that it runs executions; an end before that is an error with its words. */
export async function startWorker(folder: DataFolder, env: Record<string, string> = {}): Promise<Running> {
  const worker = startProcess(['scripts/run.mjs', 'worker'], { QARION_DATA_DIR: folder.path, ...env });
  let hasEnded = false;
  void worker.ended.then(() => {
    hasEnded = true;
  });
  await until(() => hasEnded || worker.stderr().includes('Running executions'), 'the worker runs');
  if (hasEnded) throw new Error(`The worker ended: ${worker.stderr()}`);
  return worker;
}

/** One authenticated request to the API. */
export function request(origin: string, secret: string, pathname = '/users/me', init: RequestInit = {}) {
  return fetch(`${origin}/api${pathname}`, {
    ...init,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
  });
}
