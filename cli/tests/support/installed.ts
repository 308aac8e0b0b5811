import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Home } from './in-process';

const run = promisify(execFile);
const PACKAGE = path.resolve(__dirname, '../..');
/** What runs no longer than this hangs. */
const TIMEOUT_MS = 90_000;

export type Ended = { code: number | null; stdout: string; stderr: string };
type Given = {
  env?: Record<string, string>;
  stdin?: string;
  cwd?: string;
  /** Called with everything that was written so far, each time there is more. */
  watch?: (text: string, process: { type: (text: string) => void }) => void;
  /** Sends a signal when this is done. */
  terminateAfter?: () => Promise<void>;
};

/** The package as its users get it: packed, and installed into an empty folder without a network. */
export class Installed {
  readonly home = new Home();

  private constructor(readonly folder: string) {}

  static async install(): Promise<Installed> {
    const folder = mkdtempSync(path.join(tmpdir(), 'qarion-cli-'));
    await run('npm', ['pack', '--pack-destination', folder], { cwd: PACKAGE });
    const [tarball = ''] = readdirSync(folder);
    writeFileSync(path.join(folder, 'package.json'), '{"name": "user", "private": true}');
    const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts'];
    await run('npm', ['install', ...flags, tarball], { cwd: folder });
    return new Installed(folder);
  }

  get bin(): string {
    return path.join(this.folder, 'node_modules/.bin');
  }

  /** Runs it with these words. */
  run(words: readonly string[], given: Given = {}): Promise<Ended> {
    return this.#spawn('qarion', words, given);
  }

  /** Runs lines of a shell in which it can be called. */
  shell(script: string, given: Given = {}): Promise<Ended> {
    return this.#spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], given);
  }

  /** Runs it on a terminal of so many columns. What it writes is all in `stdout`. */
  terminal(columns: number, line: string, given: Given = {}): Promise<Ended> {
    const command = `stty cols ${columns}; exec qarion ${line}`;
    return this.#spawn(
      'script',
      ['--quiet', '--return', '--flush', '--command', command, '/dev/null'],
      given,
    );
  }

  remove(): void {
    this.home.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #spawn(command: string, args: readonly string[], given: Given): Promise<Ended> {
    const { env, stdin, cwd, watch, terminateAfter } = given;
    const child = spawn(command, args, {
      cwd: cwd ?? this.folder,
      // Nothing of the test's own environment but where programs are.
      env: { PATH: `${this.bin}:${process.env.PATH}`, ...this.home.env, ...env } as never,
      timeout: TIMEOUT_MS,
    });
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        written[name] += text;
        const type = (keys: string) => void child.stdin.write(keys);
        watch?.(written.stdout + written.stderr, { type });
      });
    }
    // On a terminal, the end of what is typed would end the process.
    if (command !== 'script') child.stdin.end(stdin ?? '');
    return new Promise((resolve, reject) => {
      terminateAfter?.().then(() => child.kill('SIGTERM'), reject);
      child.on('error', reject);
      child.on('close', (code) => {
        child.stdin.destroy();
        resolve({ code, ...written });
      });
    });
  }
}
