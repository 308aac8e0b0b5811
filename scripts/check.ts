// `npm run check`: what must hold before a change is handed in, the browser aside.
import { ensureBuild } from './lib/build';
import { runNode } from './lib/run-command';
import { runTask, stopSignal } from './lib/run-task';
import { paint, say } from './lib/terminal';

const CHECKS = [
  { name: 'Format and lint', args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'] },
  { name: 'Route types', args: ['node_modules/next/dist/bin/next', 'typegen'] },
  { name: 'Types', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  {
    name: 'Tests',
    args: ['node_modules/jest/bin/jest.js', '--selectProjects', 'unit', 'integration', 'clients'],
  },
];

runTask(async () => {
  const signal = stopSignal();
  for (const { name, args } of CHECKS) {
    say(`\n${paint('bold', `── ${name}`)}\n`);
    if ((await runNode(args, { signal })) !== 0) {
      say(`\n${name}: failed.`);
      return 1;
    }
  }
  say(`\n${paint('bold', '── Build')}\n`);
  await ensureBuild(signal);
  say('\nEverything holds.');
  return 0;
});
