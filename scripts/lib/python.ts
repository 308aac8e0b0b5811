import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { installDebianPackages } from './debian-packages';
import { say } from './terminal';
import { messageOf, UserFacingError } from './user-facing-error';

const FOLDER = path.join(PROJECT_ROOT, '.venv');
const REQUIREMENTS = path.join(PROJECT_ROOT, 'tests/requirements.txt');
/** Exact versions of everything those need. */
const CONSTRAINTS = path.join(PROJECT_ROOT, 'tests/constraints.txt');
const STAMP = path.join(FOLDER, 'qarion-requirements.txt');
/** What the packages need, newer than what the SDK does, and what makes the environment, which Debian has apart. */
const NEEDED = 'import sys, venv, pip; sys.exit(sys.version_info < (3, 11))';

/**
 * The folder with the programs of the Python packages that tests need, in a
 * virtual environment below the project; installed when they are not there yet.
 *
 * @throws UserFacingError when there is no Python, or it cannot reach an index.
 */
export function pythonPrograms(): string {
  const programs = path.join(FOLDER, 'bin');
  const wanted = readFileSync(REQUIREMENTS, 'utf8') + readFileSync(CONSTRAINTS, 'utf8');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return programs;
  ensurePython();
  rmSync(FOLDER, { recursive: true, force: true });
  // Debian's python3 has `venv` but not the pip that it would put in, so ours is told where to install.
  python('-m', 'venv', '--without-pip', FOLDER);
  const pip = ['-m', 'pip', '--python', path.join(programs, 'python')];
  python(...pip, 'install', '--quiet', '-r', REQUIREMENTS, '-c', CONSTRAINTS);
  writeFileSync(STAMP, wanted);
  return programs;
}

/**
 * The same, or null where they cannot be installed, which is said: tests that
 * need Python are left out there. In CI nothing is left out.
 *
 * @throws UserFacingError in CI.
 */
export function pythonProgramsIfAny(): string | null {
  try {
    return pythonPrograms();
  } catch (error) {
    if (!(error instanceof UserFacingError) || process.env.CI === 'true') throw error;
    say(`The Python tests are skipped. ${messageOf(error)}`);
    return null;
  }
}

function ensurePython(): void {
  if (run('-c', NEEDED).status === 0) return;
  installDebianPackages('Python for the tests', 'python3', 'python3-venv', 'python3-pip');
  if (run('-c', NEEDED).status === 0) return;
  throw new UserFacingError(
    'They need Python 3.11 or newer with venv and pip: install the packages "python3", "python3-venv" and "python3-pip".',
  );
}

function python(...args: string[]): void {
  const { status, stderr, error } = run(...args);
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').at(-1);
  throw new UserFacingError(`The Python packages of the tests cannot be installed: ${reason}`);
}

function run(...args: string[]) {
  const env = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1' };
  return spawnSync('python3', args, { env, encoding: 'utf8', timeout: 300_000 });
}
