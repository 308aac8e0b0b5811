import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packClients } from '@/scripts/lib/pack-clients';
import { pythonPrograms } from '@/scripts/lib/python';

const execute = promisify(execFile);

/** A folder of somebody who installed all three clients from their packages, and nothing of this repository. */
export type Installed = {
  folder: string;
  /** Runs a program there as a shell would find it; never throws for its exit code. */
  run(program: string, args: string[], env?: Record<string, string>): Promise<Ran>;
};
export type Ran = { code: number; stdout: string; stderr: string };

/** @param signal Ends the packing when the tests end early. */
export async function installClients(signal?: AbortSignal): Promise<Installed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qarion-user-'));
  const programs = pythonPrograms();
  const { cli, typescript, wheel } = await packClients(folder, signal);
  writeFileSync(path.join(folder, 'package.json'), '{"name": "user", "private": true}');
  const site = path.join(folder, 'site-packages');
  await execute('npm', ['install', '--offline', '--no-audit', '--no-fund', cli, typescript], { cwd: folder });
  // What it depends on is in the environment of the tests already.
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-index', '--target', site, wheel];
  await execute(path.join(programs, 'python'), pip, { cwd: folder });
  const PATH = [path.join(folder, 'node_modules/.bin'), programs, process.env.PATH].join(path.delimiter);
  return {
    folder,
    run: async (program, args, env = {}) => {
      const options = { cwd: folder, env: { HOME: folder, PATH, PYTHONPATH: site, ...env } as never };
      const ended = execute(program, args, options);
      const { stdout, stderr } = await ended.catch((error: Ran) => error);
      return { code: ended.child.exitCode ?? -1, stdout, stderr };
    },
  };
}
