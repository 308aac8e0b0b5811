import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pythonPrograms } from './python';
import { runProgram } from './run-command';
import { UserFacingError } from './user-facing-error';

/** The files that people install. */
export type Packages = { cli: string; typescript: string; wheel: string };

/** Builds and packs the command line and both SDKs into a folder. */
export async function packClients(folder: string, signal?: AbortSignal): Promise<Packages> {
  const python = path.join(pythonPrograms(), 'python');
  const build = ['-m', 'build', '--wheel', '--no-isolation', '--outdir', folder, 'sdk/python'];
  await run('npm', ['pack', './cli', './sdk/typescript', '--pack-destination', folder], signal);
  await run(python, build, signal);
  const file = (pattern: RegExp) => {
    const name = readdirSync(folder).find((entry) => pattern.test(entry));
    if (!name) throw new UserFacingError(`The package ${pattern} was not made.`);
    return path.join(folder, name);
  };
  return { cli: file(/^qarion-\d.*\.tgz$/), typescript: file(/^qarion-sdk-.*\.tgz$/), wheel: file(/\.whl$/) };
}

async function run(program: string, args: string[], signal?: AbortSignal): Promise<void> {
  const code = await runProgram(program, args, signal && { signal });
  if (code !== 0) throw new UserFacingError(`${path.basename(program)} could not make a package.`);
}
