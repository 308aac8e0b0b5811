import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findBinaries } from '@/scripts/lib/embedded-postgres/binaries';
import { chooseRunAs } from '@/scripts/lib/embedded-postgres/unprivileged-user';
import { withClient } from '../../support/sql';
import { until } from './until';

/** How a server is told to end: PostgreSQL calls these fast and immediate. */
export const STOP_SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

const DATABASE = 'qarion';

/**
 * A PostgreSQL server that a test may do anything to, with the binaries and the
 * account that the embedded one uses. It listens on a socket in its own folder.
 */
export class PostgresServer {
  private child: ChildProcess | undefined;

  private constructor(
    readonly folder: string,
    private readonly bin: string,
  ) {}

  /** Makes one with a database of the given settings; `data` is where its files go, if not beside its socket. */
  static create(settings: Record<string, string> = {}, data?: string): PostgresServer {
    const server = PostgresServer.inNewFolder();
    if (data) server.linkData(data);
    const { status, stderr } = spawnSync(
      path.join(server.bin, 'initdb'),
      ['-D', server.data, '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync', '--auth=trust'],
      { ...server.runAs, cwd: server.folder, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`);
    server.configure(settings);
    return server;
  }

  /** A copy of one that is stopped. */
  static copyOf(original: PostgresServer, settings: Record<string, string>): PostgresServer {
    const server = PostgresServer.inNewFolder();
    cpSync(original.data, server.data, { recursive: true });
    spawnSync('chown', ['-R', '--reference', original.data, server.data]);
    chmodSync(server.data, 0o700);
    server.configure(settings);
    return server;
  }

  private static inNewFolder(): PostgresServer {
    const folder = mkdtempSync(path.join(tmpdir(), 'qarion-faults-'));
    const runAs = chooseRunAs(path.join(folder, 'none'));
    if (runAs) chownSync(folder, runAs.uid, runAs.gid);
    return new PostgresServer(folder, findBinaries(runAs).folder);
  }

  get data(): string {
    return path.join(this.folder, 'data');
  }

  get url(): string {
    return this.urlOf(DATABASE);
  }

  urlOf(database: string): string {
    return `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  get log(): string {
    return readFileSync(path.join(this.folder, 'server.log'), 'utf8');
  }

  /** An empty file there makes a server that follows another when it starts. */
  beStandby(): void {
    writeFileSync(path.join(this.data, 'standby.signal'), '');
  }

  /** Starts it and waits until it lets somebody in. */
  async start(): Promise<void> {
    await this.launch();
    await until(() => this.isServing(), 'the database lets somebody in', 30_000);
  }

  /** Starts it and waits for nothing. */
  async launch(): Promise<void> {
    // What a killed server leaves behind must be gone before another may begin.
    await until(() => this.processes().length === 0, 'nothing of the last server is left', 30_000);
    const log = openSync(path.join(this.folder, 'server.log'), 'a', 0o644);
    this.child = spawn(path.join(this.bin, 'postgres'), ['-D', this.data], {
      ...this.runAs,
      cwd: this.data,
      stdio: ['ignore', log, log],
    });
  }

  /** Whether it lets somebody in, just now. */
  isServing(): Promise<boolean> {
    return withClient(this.urlOf('postgres'), () => Promise.resolve()).then(
      () => true,
      () => false,
    );
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null;
  }

  async stop(how: keyof typeof STOP_SIGNALS = 'fast'): Promise<void> {
    if (!this.child || !this.isRunning) return;
    const exited = once(this.child, 'exit');
    this.child.kill(STOP_SIGNALS[how]);
    await exited;
  }

  /** `kill -9` of the server and of everything it started, at once. */
  kill(): void {
    for (const pid of this.processes()) killIfThere(pid);
  }

  /** `kill -9` of one of its connections, which makes it start all over. */
  async killOneBackend(): Promise<void> {
    const rows = await this.sql(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'qarion' AND pid <> pg_backend_pid() LIMIT 1",
    );
    if (!rows[0]) throw new Error('nobody is connected');
    killIfThere(Number(rows[0].pid));
  }

  async sql(text: string, values: unknown[] = [], database = DATABASE): Promise<Record<string, unknown>[]> {
    return withClient(this.urlOf(database), async (client) => (await client.query(text, values)).rows);
  }

  remove(): void {
    this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get runAs() {
    return chooseRunAs(this.folder);
  }

  private linkData(target: string): void {
    mkdirSync(target, { recursive: true });
    if (this.runAs) chownSync(target, this.runAs.uid, this.runAs.gid);
    spawnSync('ln', ['-s', target, this.data]);
  }

  private configure(settings: Record<string, string>): void {
    const all = {
      listen_addresses: '',
      unix_socket_directories: this.folder,
      max_connections: '100',
      shared_buffers: '32MB',
      log_min_messages: 'log',
      ...settings,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name} = '${value}'`);
    appendFileSync(path.join(this.data, 'postgresql.conf'), `\n${lines.join('\n')}\n`);
  }

  /** Every PostgreSQL process works in its data directory. */
  private processes(): number[] {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && worksIn(entry) === this.realData)
      .map(Number);
  }

  private get realData(): string {
    return spawnSync('readlink', ['-f', this.data], { encoding: 'utf8' }).stdout.trim();
  }
}

function worksIn(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // Gone meanwhile.
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself.
  }
}
