import { type AppProcess, startApp } from './app-process';
import { ensureBuild } from './build';
import { filesFolder, prepareDataFolder } from './data-folder';
import { type OpenDatabase, openDatabase } from './database';
import type { SignInHint } from './demo';
import { migrate } from './migrate';
import { choosePoolSize } from './pool-size';
import { requireFreePort } from './port';
import { processesFromEnvironment } from './processes';
import { stopSignal } from './run-task';
import { appEnvironment, listeningAddress, loadEnvironment } from './settings';
import { sayWelcome } from './sign-in-block';
import { paint, say, step } from './terminal';
import { UserFacingError } from './user-facing-error';

export type PlatformOptions = {
  isDev: boolean;
  /** How many app processes there shall be; as many as the environment says when that is left open. */
  processes?: number | undefined;
};

/**
 * Runs the whole platform until it is asked to stop: database, migrations,
 * demo, build, app; then down again in the opposite order.
 * @returns the exit code
 */
export async function runPlatform({ isDev, processes: given }: PlatformOptions): Promise<number> {
  const stop = stopSignal();
  loadEnvironment();
  const processes = isDev ? 1 : (given ?? processesFromEnvironment());
  const listening = listeningAddress();
  const folder = prepareDataFolder();
  await requireFreePort(listening);
  // Settled before anything starts, so that a bad setting costs nothing.
  appEnvironment('postgresql://localhost/not-open-yet', listening);

  say(`\n  ${paint('bold', 'Qarion')} ${paint('dim', isDev ? 'development' : '')}\n`);
  const database = await step(
    'Database',
    () => openDatabase(folder),
    ({ isEmbedded }) => (isEmbedded ? 'embedded PostgreSQL' : 'from DATABASE_URL'),
  );
  try {
    const hint = await prepareDatabase(database);
    stop.throwIfAborted();
    if (!isDev)
      await step(
        'Build',
        () => ensureBuild(stop),
        (isNew) => (isNew ? 'made' : 'up to date'),
      );
    stop.throwIfAborted();
    const environment = {
      ...appEnvironment(database.url, listening),
      ...(await forProcesses(database.url, processes)),
    };
    await runApp(startApp(listening, environment, isDev), stop, () => sayWelcome(listening.origin, hint));
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    await database.close();
  }
  say('  Stopped.\n');
  return 0;
}

async function prepareDatabase({ url, isEmbedded }: OpenDatabase): Promise<SignInHint> {
  await step(
    'Migrations',
    () => migrate(url),
    (applied) => (applied.length > 0 ? `${applied.length} applied` : 'up to date'),
  );
  Object.assign(process.env, { DATABASE_URL: url, QARION_FILES_DIR: filesFolder() });
  // Imported only now: these modules read the environment once.
  const { seedIfWanted, signInHint } = await import('./demo');
  const { db } = await import('@/lib/db');
  try {
    if (await seedIfWanted(isEmbedded)) say(`  ${paint('green', '✓')} Demo made`);
    return await signInHint();
  } finally {
    await db().$disconnect();
  }
}

/** What app processes have to know of each other, which is nothing where there is one. */
async function forProcesses(url: string, processes: number): Promise<Record<string, string>> {
  if (processes === 1) return { QARION_PROCESSES: '1' };
  const poolSize = await choosePoolSize(url, processes);
  say(`  ${paint('green', '✓')} Processes: ${processes}, with up to ${poolSize} database connections each`);
  return { QARION_PROCESSES: String(processes), DATABASE_POOL_SIZE: String(poolSize) };
}

/** Stays with the app until it is asked to stop; an app that ends by itself is a failure. */
async function runApp(app: AppProcess, stop: AbortSignal, onReady: () => void): Promise<void> {
  const stopped = new Promise<'stop'>((resolve) => {
    stop.addEventListener('abort', () => resolve('stop'));
    if (stop.aborted) resolve('stop');
  });
  try {
    if ((await Promise.race([app.ready, stopped])) !== 'stop') onReady();
    const end = await Promise.race([app.ended, stopped]);
    if (end === 'stop') return say('  Stopping …');
    throw new UserFacingError(
      `The app ended unexpectedly (${end.signal ?? `exit code ${end.code}`}): start it again with the same command.`,
    );
  } finally {
    await app.stop();
  }
}
