// `npm run bench -- NAME`: measures one figure, as a ratio within one run.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';
import { runTask } from './lib/run-task';
import { usageError } from './lib/usage';

const FOLDER = path.join(PROJECT_ROOT, 'bench');

runTask(async () => {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'));
  const [name = ''] = process.argv.slice(2);
  const file = path.join(FOLDER, `${name}.ts`);
  if (!names.includes(name) || !existsSync(file)) {
    throw usageError('Which figure?', `Usage: npm run bench -- ${names.join('|')}`);
  }
  const { run }: { run(): Promise<void> } = await import(file);
  await run();
  return 0;
});
