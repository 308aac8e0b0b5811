#!/usr/bin/env node
// The door to every task: `node scripts/run.mjs <task> [arguments]`. It needs
// nothing but Node, so that one command works on a fresh clone: it prepares the
// folder (packages, Prisma client) and hands over to `scripts/<task>.ts`.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { checkNodeVersion } from './bootstrap/node-version.mjs';
import { prepare } from './bootstrap/prepare.mjs';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';

const TASKS = [
  'up',
  'dev',
  'worker',
  'build',
  'standalone',
  'migrate',
  'key',
  'user',
  'test',
  'test-clients',
  'test-faults',
  'test-python',
  'check',
  'bench',
  'sdk',
  'pack',
  'screenshots',
];

/** Runs the task with tsx and ends this process the way the task ended. */
function handOver(task, args) {
  const script = path.join(PROJECT_ROOT, 'scripts', `${task}.ts`);
  if (!existsSync(script)) throw new Error(`There is no task "${task}" in this checkout.`);
  // `react-server` is the condition under which `import 'server-only'` does nothing.
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', script, ...args], {
    cwd: PROJECT_ROOT,
    // The channel tells the task when this process is gone, however it died.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // A signal to this process alone must reach the task; the task ignores repeats.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  stopWithNpm(child);
  child.on('error', (error) => fail(error));
  child.on('exit', (code, signal) => {
    // Our own handlers would swallow the signal, so the code shells use for it is given instead.
    process.exit(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal ?? ''] ?? 0));
  });
}

/** npm killed with -9 tells nobody; a changed parent is the only sign of it. */
function stopWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 1000).unref();
}

function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

const [task, ...args] = process.argv.slice(2);
if (!TASKS.includes(task)) {
  process.stderr.write(`Usage: node scripts/run.mjs ${TASKS.join('|')} [arguments]\n`);
  process.exit(2);
}
try {
  checkNodeVersion();
  await prepare();
  handOver(task, args);
} catch (error) {
  fail(error);
}
