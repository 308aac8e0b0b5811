import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { runProgram } from '../../src/program';

/** A home folder of its own, so that no test sees somebody's settings. */
export class Home {
  readonly path = mkdtempSync(path.join(tmpdir(), 'qarion-home-'));
  readonly settings = path.join(this.path, 'config/qarion/config.json');
  readonly env = { HOME: this.path, XDG_CONFIG_HOME: path.join(this.path, 'config'), TERM: 'xterm' };

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

type Given = {
  env?: Record<string, string>;
  /** What is piped to it; with `isAsked`, what somebody types. */
  stdin?: string;
  /** Whether its output is a terminal of so many columns. */
  columns?: number;
  /** Whether somebody sits before it, who can be asked. */
  isAsked?: boolean;
  now?: Date;
};

/** Runs the command line in this process, on streams of its own. */
export async function qarion(
  words: readonly string[],
  { env = {}, stdin = '', columns, isAsked = false, now = new Date() }: Given = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = capture(columns === undefined ? {} : { isTTY: true, columns });
  const stderr = capture(isAsked ? { isTTY: true } : {});
  const input = Object.assign(PassThrough.from([stdin]), isAsked ? { isTTY: true } : {});
  const streams = { stdin: input, stdout: stdout.stream, stderr: stderr.stream };
  const code = await runProgram({ streams, env, now: () => now }, words);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function capture(screen: { isTTY?: boolean; columns?: number }) {
  const chunks: string[] = [];
  const stream = new PassThrough({ encoding: 'utf8' });
  stream.on('data', (chunk: string) => chunks.push(chunk));
  return { stream: Object.assign(stream, screen), text: () => chunks.join('') };
}
