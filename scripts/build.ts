// `npm run build`: the production build, unless it is up to date.
import { ensureBuild } from './lib/build';
import { runTask } from './lib/run-task';
import { loadEnvironment } from './lib/settings';
import { say } from './lib/terminal';

runTask(async () => {
  loadEnvironment();
  say((await ensureBuild()) ? 'Built.' : 'The build is up to date.');
  return 0;
});
