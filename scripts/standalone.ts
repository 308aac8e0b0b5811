// `npm run standalone`: the app as a folder that needs Node and nothing else, `dist/standalone`.
import { runTask, stopSignal } from './lib/run-task';
import { loadEnvironment } from './lib/settings';
import { makeStandalone } from './lib/standalone';
import { say } from './lib/terminal';
import { parseCommandLine } from './lib/usage';

const USAGE = `Usage: npm run standalone

Makes dist/standalone: the built app with the packages it runs on, and none of those it is built with. In it,
"node scripts/server.mjs" serves, and scripts/tasks has "migrate", "worker", "user" and "key".`;

runTask(async () => {
  parseCommandLine({ options: {} } as const, USAGE);
  loadEnvironment();
  say(`Made ${await makeStandalone(stopSignal())}.`);
  return 0;
});
