// `npm run migrate`: brings the platform's database up to date and ends. `npm run up` does this by itself;
// where the app is started in another way, it comes before it.
import { prepareDataFolder } from './lib/data-folder';
import { openDatabase } from './lib/database';
import { migrate } from './lib/migrate';
import { runTask } from './lib/run-task';
import { loadEnvironment } from './lib/settings';
import { say } from './lib/terminal';
import { parseCommandLine } from './lib/usage';

const USAGE = `Usage: npm run migrate

Applies the migrations that the platform's database lacks: the one of DATABASE_URL, or the embedded one. Several
at once take turns, and there is nothing to do for the second.`;

runTask(async () => {
  parseCommandLine({ options: {} } as const, USAGE);
  loadEnvironment();
  const database = await openDatabase(prepareDataFolder());
  try {
    const applied = await migrate(database.url);
    say(applied.length > 0 ? `Applied to the ${database.place}:` : `The ${database.place} is up to date.`);
    for (const name of applied) say(`  ${name}`);
  } finally {
    await database.close();
  }
  return 0;
});
