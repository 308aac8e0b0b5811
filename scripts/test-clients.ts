// `npm run test:clients`: the command line and both SDKs, from their parts to the packed products.
import { ensureBuild } from './lib/build';
import { runTask } from './lib/run-task';
import { jest, python, runTests } from './lib/test-runners';

runTask(() =>
  runTests(async (signal) => {
    await ensureBuild(signal);
    return [jest(['clients']), ...python()];
  }),
);
