// `npm run test:python`: format, lint, types and tests of the Python SDK. Arguments go to pytest.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';
import { pythonProgramsIfAny } from './lib/python';
import { runProgram } from './lib/run-command';
import { runTask, stopSignal } from './lib/run-task';

const FOLDER = path.join(PROJECT_ROOT, 'sdk/python');
const RESULTS = path.join(PROJECT_ROOT, 'tests/results');

const CHECKS = [
  { program: 'ruff', args: ['format', '--check', '--quiet', '--diff', '.'] },
  { program: 'ruff', args: ['check', '--quiet', '.'] },
  { program: 'mypy', args: [] },
  { program: 'pytest', args: ['--quiet', `--junitxml=${path.join(RESULTS, 'python.xml')}`] },
];

runTask(async () => {
  const programs = pythonProgramsIfAny();
  if (programs === null) return 0;
  const signal = stopSignal();
  mkdirSync(RESULTS, { recursive: true });
  let isGood = true;
  for (const { program, args } of CHECKS) {
    const more = program === 'pytest' ? process.argv.slice(2) : [];
    const code = await runProgram(path.join(programs, program), [...args, ...more], { cwd: FOLDER, signal });
    isGood &&= code === 0;
  }
  return isGood ? 0 : 1;
});
