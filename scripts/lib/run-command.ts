import { spawn } from 'node:child_process';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { messageOf } from './user-facing-error';

type Options = { env?: Record<string, string>; signal?: AbortSignal };

/**
 * Runs a script of one of our packages with this Node, its output shown as it comes.
 * @returns its exit code; null when it was killed or could not be started
 */
export function runNode(args: string[], { env = {}, signal }: Options = {}): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: PROJECT_ROOT,
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
