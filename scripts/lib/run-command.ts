import { spawn } from 'node:child_process';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { messageOf } from './user-facing-error';

type Options = { env?: Record<string, string>; signal?: AbortSignal; cwd?: string };

/** Runs a script of one of our packages with this Node, as `runProgram` does. */
export function runNode(args: string[], options?: Options): Promise<number | null> {
  return runProgram(process.execPath, args, options);
}

/**
 * Runs a program, its output shown as it comes.
 * @returns its exit code; null when it was killed or could not be started
 */
export function runProgram(
  program: string,
  args: string[],
  { env = {}, signal, cwd = PROJECT_ROOT }: Options = {},
): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, ...env },
      ...(signal && { signal }),
    });
    child.on('error', (error) => {
      if (!signal?.aborted) process.stderr.write(`${messageOf(error)}\n`);
      resolve(null);
    });
    child.on('exit', (code) => resolve(code));
  });
}
