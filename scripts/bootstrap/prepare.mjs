// Brings the checkout into a state in which TypeScript can run: the packages of
// package-lock.json and the Prisma client of the schema. Everything it says
// goes to stderr, because the task's stdout belongs to the task.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withFolderLock } from './folder-lock.mjs';
import { hashFiles } from './hash-files.mjs';
import { PROJECT_ROOT } from './project-root.mjs';

/** Held by whoever changes node_modules, the generated client or the build. */
export const PREPARE_LOCK = path.join(PROJECT_ROOT, '.data/prepare.lock');

const GENERATED_CLIENT = 'lib/generated/prisma/client.ts';

const STEPS = [
  {
    title: 'Installing packages',
    stamp: 'node_modules/.qarion-installed',
    hash: () => hashFiles(['package-lock.json'], [process.platform, process.arch, process.versions.modules]),
    isDone: () => true,
    run: () => npm(['ci', '--include=dev', '--loglevel=error', '--no-audit', '--no-fund']),
    failure: 'The packages could not be installed: "npm ci" failed, and its messages are above.',
  },
  {
    title: 'Generating the database client',
    stamp: 'lib/generated/.qarion-generated',
    hash: () => hashFiles(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']),
    isDone: () => existsSync(path.join(PROJECT_ROOT, GENERATED_CLIENT)),
    run: () => run(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--no-hints']),
    failure:
      'The database client could not be generated: "prisma generate" failed, and its messages are above.',
  },
];

/** Runs the steps that are out of date, one process at a time. */
export async function prepare() {
  if (STEPS.every(isCurrent)) return;
  const onWait = () => say('Waiting for another start in this folder to finish its preparations.');
  await withFolderLock(PREPARE_LOCK, runOutdatedSteps, { onWait });
}

async function runOutdatedSteps() {
  for (const step of STEPS) {
    if (isCurrent(step)) continue;
    const started = Date.now();
    // Taken first: a file that changes meanwhile makes the next start run the step again.
    const hash = step.hash();
    say(`${step.title} …`);
    if (!(await step.run())) throw new Error(step.failure);
    const stamp = path.join(PROJECT_ROOT, step.stamp);
    mkdirSync(path.dirname(stamp), { recursive: true });
    writeFileSync(stamp, hash);
    say(`${step.title}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

function isCurrent(step) {
  try {
    return step.isDone() && readFileSync(path.join(PROJECT_ROOT, step.stamp), 'utf8') === step.hash();
  } catch {
    return false; // No stamp yet.
  }
}

/** npm tells its scripts where it is itself; outside of npm the one on the PATH serves. */
function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? run(process.execPath, [cli, ...args]) : run('npm', args);
}

/** Resolves to whether the command succeeded; what it printed is shown only if it failed. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', (error) => output.push(Buffer.from(`${error.message}\n`)));
    child.on('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(output));
      resolve(code === 0);
    });
  });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}
