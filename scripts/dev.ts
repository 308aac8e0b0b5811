// `npm run dev`: the platform with hot reload, for work on it.
import { runPlatform } from './lib/platform';
import { runTask } from './lib/run-task';

runTask(() => runPlatform({ isDev: true }));
