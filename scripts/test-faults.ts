// `npm run test:faults`: what breaks under the platform, and what must hold all the same. With
// `--full` the long races and the soak, about half an hour.
import { ensureBuild } from './lib/build';
import { runTask } from './lib/run-task';
import { faults, runTests } from './lib/test-runners';
import { parseCommandLine } from './lib/usage';

const USAGE = 'Usage: npm run test:faults [-- --full]';

runTask(() => {
  const { values } = parseCommandLine(
    { options: { full: { type: 'boolean', default: false } } } as const,
    USAGE,
  );
  return runTests(async (signal) => {
    await ensureBuild(signal);
    return [faults({ isFull: values.full })];
  });
});
