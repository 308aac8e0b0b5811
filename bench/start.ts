import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuild } from '../scripts/lib/build';
import { openEmbedded } from '../scripts/lib/database';
import { DataFolder, interrupt, startPlatform } from '../tests/process/support/platform';
import { startAppProcess } from '../tests/support/app-process';
import { line, mediansOf, type Outcome } from './lib/results';
import { inRounds } from './lib/rounds';
import { ratiosOf } from './lib/statistics';

/*
 * How long `npm run up` takes to its first answer when it has run before: to
 * start the embedded database, look for migrations, see that the build is
 * current, and start the application; against the application alone on a
 * database that runs already. Both from the start of a process to the first 200
 * of a path that asks the database.
 */
const ROUNDS = { rounds: 7 };
const POLL_MS = 20;
const LIMIT_MS = 60_000;

export async function run(): Promise<Outcome> {
  await ensureBuild();
  const folder = new DataFolder();
  try {
    // The first run, which makes the database and fills it, and is not measured.
    await upOnce(folder);
    const up = () => upOnce(folder);
    const series = await inRounds({ up, application: () => applicationOnce(folder) }, ROUNDS);
    return {
      lines: [line('npm run up, again / the application alone', ratiosOf(series.up, series.application))],
      numbers: { unit: 'ms to the first 200', ...mediansOf(series) },
    };
  } finally {
    await folder.remove();
  }
}

async function upOnce(folder: DataFolder): Promise<number> {
  const startedAt = performance.now();
  const platform = await startPlatform(folder, { QARION_RATE_LIMIT: 'off' });
  const milliseconds = await untilAnswered(platform.origin, startedAt);
  await interrupt(platform);
  return milliseconds;
}

async function applicationOnce(folder: DataFolder): Promise<number> {
  const database = await openEmbedded(folder.path);
  try {
    const startedAt = performance.now();
    const app = await startAppProcess(database.url, { QARION_RATE_LIMIT: 'off' });
    const milliseconds = await untilAnswered(app.origin, startedAt);
    await app.stop();
    return milliseconds;
  } finally {
    await database.close();
  }
}

async function untilAnswered(origin: string, startedAt: number): Promise<number> {
  const isAnswered = () =>
    fetch(`${origin}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isAnswered())) {
    if (performance.now() - startedAt > LIMIT_MS) throw new Error('There was no answer within a minute.');
    await sleep(POLL_MS);
  }
  return performance.now() - startedAt;
}
