import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { formatFailedTest, readFailedTests } from './failed-tests';
import { pythonProgramsIfAny } from './python';
import { runNode } from './run-command';
import { stopSignal } from './run-task';
import { paint, say } from './terminal';
import { formatTotals, readTotals, sumTotals, type Totals } from './test-report';
import { messageOf } from './user-facing-error';

const RESULTS = path.join(PROJECT_ROOT, 'tests/results');
const INTERRUPTED = 130;

/** In CI a test that fails is tried again, because what failed is said at the end: see `runAll`. */
const secondTry = { QARION_SECOND_TRY: process.env.CI ? '1' : '' };

/** A test runner, and where it leaves what came of it. */
export type Runner = { name: string; args: string[]; env: Record<string, string>; report: string };

export function jest(projects: string[], ...flags: string[]): Runner {
  const report = path.join(RESULTS, `${projects.join('-')}.json`);
  const args = ['node_modules/jest/bin/jest.js', '--json', '--outputFile', report, ...flags];
  // Last, because it takes every word after it for a project.
  args.push('--selectProjects', ...projects);
  return { name: `${projects.join(' and ')} tests`, args, env: {}, report };
}

/** The tests of faults; in full one after the other, so that they have the machine to themselves. */
export function faults({ isFull }: { isFull: boolean }): Runner {
  const runner = jest(['faults'], isFull ? '--runInBand' : '--maxWorkers=2');
  if (isFull) return { ...runner, env: { QARION_FAULTS: 'full', QARION_SECOND_TRY: '' } };
  return { ...runner, env: { QARION_FAULTS: 'short' } };
}

export function playwright(chromium: string): Runner {
  const report = path.join(RESULTS, 'e2e.json');
  return {
    name: 'end-to-end tests',
    args: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    env: { QARION_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
  };
}

/** Where there is no Python, and no way to get what its tests need, there is no runner. */
export function python(): Runner[] {
  if (pythonProgramsIfAny() === null) return [];
  const report = path.join(RESULTS, 'python.xml');
  return [{ name: 'Python tests', args: ['scripts/run.mjs', 'test-python'], env: {}, report }];
}

/**
 * Runs one after the other and prints the true totals as the last line.
 *
 * @param prepare Makes what they share, once, before the first of them.
 * @returns the exit code
 */
export async function runTests(prepare: (signal: AbortSignal) => Promise<Runner[]>): Promise<number> {
  const stop = stopSignal();
  let totals: Totals;
  try {
    totals = await runAll(await prepare(stop), stop);
  } catch (error) {
    say(messageOf(error));
    totals = { passed: 0, failed: 1, skipped: 0 };
  }
  process.stdout.write(`${formatTotals(totals)}\n`);
  if (stop.aborted) return INTERRUPTED;
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
}

async function runAll(runners: Runner[], signal: AbortSignal): Promise<Totals> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const all: Totals[] = [];
  // Said again at the end: what a runner printed is thousands of lines back by then.
  const summary: string[] = [];
  for (const { name, args, env, report } of runners) {
    if (signal.aborted) break;
    say(`\n${paint('bold', `── ${name}`)}\n`);
    const code = await runNode(args, { env: { NODE_OPTIONS: '', ...secondTry, ...env }, signal });
    const totals = readTotals(report, code);
    all.push(totals);
    summary.push(...readFailedTests(report).map(formatFailedTest), `${name}: ${formatTotals(totals)}`);
  }
  say(`\n${paint('bold', '── In all')}\n\n${summary.join('\n')}\n`);
  return sumTotals(all);
}
