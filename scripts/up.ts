// `npm run up`: the platform, ready for use.
import { runPlatform } from './lib/platform';
import { runTask } from './lib/run-task';

runTask(() => runPlatform({ isDev: false }));
