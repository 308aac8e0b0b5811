// `npm run bench -- NAME`: measures one figure, as a ratio within one run. `all`
// measures each in a process of its own; `table` puts the results into the README.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Outcome, sentence } from '../bench/lib/results';
import { circumstances, readResults, writeResult } from '../bench/lib/results-file';
import { resultsTable, withTable } from '../bench/lib/table';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';
import { runNode } from './lib/run-command';
import { runTask } from './lib/run-task';
import { paint, say } from './lib/terminal';
import { usageError } from './lib/usage';

const FOLDER = path.join(PROJECT_ROOT, 'bench');
const README = path.join(FOLDER, 'README.md');

runTask(async () => {
  const figures = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'));
  const [name = ''] = process.argv.slice(2);
  if (name === 'all') return await measureAll(figures);
  if (name === 'table') return writeTable();
  if (!figures.includes(name)) {
    throw usageError('Which figure?', `Usage: npm run bench -- ${[...figures, 'all', 'table'].join('|')}`);
  }
  return await measure(name);
});

async function measure(figure: string): Promise<number> {
  const { run }: { run(): Promise<Outcome> } = await import(path.join(FOLDER, `${figure}.ts`));
  const before = circumstances();
  const outcome = await run();
  writeResult(figure, outcome, before);
  say(`  ${JSON.stringify(outcome.numbers)}`);
  for (const line of outcome.lines) process.stdout.write(`${sentence(figure, line)}\n`);
  return 0;
}

/** All, whatever becomes of each: one that fails is said again at the end. */
async function measureAll(figures: string[]): Promise<number> {
  const failed: string[] = [];
  for (const figure of figures) {
    say(paint('bold', figure));
    if ((await runNode(['scripts/run.mjs', 'bench', figure])) !== 0) failed.push(figure);
  }
  process.stdout.write(`${resultsTable(readResults())}\n`);
  if (failed.length > 0) say(`Not measured: ${failed.join(', ')}`);
  return failed.length === 0 ? 0 : 1;
}

function writeTable(): number {
  const table = resultsTable(readResults());
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), table));
  process.stdout.write(`${table}\n`);
  return 0;
}
