// `npm run pack`: the packages of all three clients in `dist`, as they would be published.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PROJECT_ROOT } from './bootstrap/project-root.mjs';
import { packClients } from './lib/pack-clients';
import { runTask, stopSignal } from './lib/run-task';
import { say } from './lib/terminal';

runTask(async () => {
  const folder = path.join(PROJECT_ROOT, 'dist');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const packages = await packClients(folder, stopSignal());
  for (const file of Object.values(packages)) say(path.relative(PROJECT_ROOT, file));
  return 0;
});
