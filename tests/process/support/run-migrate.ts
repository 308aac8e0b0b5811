// Applies the migrations of a folder to a database and prints what it did: the
// start-up's own code, run the way the start-up runs it.
import { migrate } from '../../../scripts/lib/migrate';
import { runTask } from '../../../scripts/lib/run-task';

runTask(async () => {
  const [url = '', folder = ''] = process.argv.slice(2);
  process.stdout.write(JSON.stringify(await migrate(url, folder)));
  return 0;
});
