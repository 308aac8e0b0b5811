// `npm test`: every test there is, then one line with the true totals.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';
import { ensureBuild } from './lib/build';
import { findChromium } from './lib/chromium';
import { pythonProgramsIfAny } from './lib/python';
import { runNode } from './lib/run-command';
import { runTask, stopSignal } from './lib/run-task';
import { paint, say } from './lib/terminal';
import { formatTotals, readTotals, sumTotals, type Totals } from './lib/test-report';
import { messageOf } from './lib/user-facing-error';

const RESULTS = path.join(PROJECT_ROOT, 'tests/results');
const INTERRUPTED = 130;

type Runner = { name: string; args: string[]; env: Record<string, string>; report: string };

function jest(projects: string[], ...flags: string[]): Runner {
  const report = path.join(RESULTS, `${projects.join('-')}.json`);
  const args = [
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    ...projects,
    '--json',
    '--outputFile',
    report,
    ...flags,
  ];
  return { name: `${projects.join(' and ')} tests`, args, env: {}, report };
}

function playwright(chromium: string): Runner {
  const report = path.join(RESULTS, 'e2e.json');
  return {
    name: 'end-to-end tests',
    args: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    env: { QARION_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    report,
  };
}

/** Where there is no Python, and no way to get what its tests need, there is no runner. */
function python(): Runner[] {
  if (pythonProgramsIfAny() === null) return [];
  const report = path.join(RESULTS, 'python.xml');
  return [{ name: 'Python tests', args: ['scripts/run.mjs', 'test-python'], env: {}, report }];
}

/** What the runners share is made once, before the first of them. */
async function prepareRunners(signal: AbortSignal): Promise<Runner[]> {
  const chromium = await findChromium();
  say(`Browser: ${chromium}`);
  say((await ensureBuild(signal)) ? 'Build: made' : 'Build: up to date');
  // The process tests start whole servers, which is enough to do at one time.
  return [
    jest(['unit', 'integration', 'clients']),
    ...python(),
    jest(['process'], '--runInBand'),
    playwright(chromium),
  ];
}

async function runAll(signal: AbortSignal): Promise<Totals> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const all: Totals[] = [];
  for (const { name, args, env, report } of await prepareRunners(signal)) {
    if (signal.aborted) break;
    say(`\n${paint('bold', `── ${name}`)}\n`);
    const code = await runNode(args, { env: { NODE_OPTIONS: '', ...env }, signal });
    const totals = readTotals(report, code);
    say(`\n${name}: ${formatTotals(totals)}`);
    all.push(totals);
  }
  return sumTotals(all);
}

runTask(async () => {
  const stop = stopSignal();
  let totals: Totals;
  try {
    totals = await runAll(stop);
  } catch (error) {
    say(messageOf(error));
    totals = { passed: 0, failed: 1, skipped: 0 };
  }
  process.stdout.write(`${formatTotals(totals)}\n`);
  if (stop.aborted) return INTERRUPTED;
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0;
});
