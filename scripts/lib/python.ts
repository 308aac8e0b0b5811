import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { UserFacingError } from './user-facing-error';

const FOLDER = path.join(PROJECT_ROOT, '.venv');
const REQUIREMENTS = path.join(PROJECT_ROOT, 'tests/requirements.txt');
const STAMP = path.join(FOLDER, 'qarion-requirements.txt');

/**
 * The folder with the programs of the Python packages that tests need, in a
 * virtual environment below the project; installed when they are not there yet.
 *
 * @throws UserFacingError when there is no Python, or it cannot reach an index.
 */
export function pythonPrograms(): string {
  const programs = path.join(FOLDER, 'bin');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return programs;
  rmSync(FOLDER, { recursive: true, force: true });
  // Debian's python3 has `venv` but not the pip that it would put in, so ours is told where to install.
  python('-m', 'venv', '--without-pip', FOLDER);
  python('-m', 'pip', '--python', path.join(programs, 'python'), 'install', '--quiet', '-r', REQUIREMENTS);
  writeFileSync(STAMP, wanted);
  return programs;
}

function python(...args: string[]): void {
  const env = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
  const { status, stderr, error } = spawnSync('python3', args, { env, encoding: 'utf8', timeout: 180_000 });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1);
  throw new UserFacingError(`The Python packages of the tests cannot be installed: ${reason}`);
}
