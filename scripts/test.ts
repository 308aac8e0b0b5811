// `npm test`: every test there is, then one line with the true totals.
import { ensureBuild } from './lib/build';
import { findChromium } from './lib/chromium';
import { runTask } from './lib/run-task';
import { say } from './lib/terminal';
import { faults, jest, playwright, python, runTests } from './lib/test-runners';

runTask(() =>
  runTests(async (signal) => {
    const chromium = await findChromium();
    say(`Browser: ${chromium}`);
    say((await ensureBuild(signal)) ? 'Build: made' : 'Build: up to date');
    return [
      jest(['unit', 'integration', 'clients']),
      ...python(),
      // Each of these starts whole servers.
      jest(['process'], '--maxWorkers=2'),
      faults({ isFull: false }),
      playwright(chromium),
    ];
  }),
);
