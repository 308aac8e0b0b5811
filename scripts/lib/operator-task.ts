import { AppError } from '@/lib/errors/app-error';
import { prepareDataFolder } from './data-folder';
import { type OpenDatabase, openDatabase } from './database';
import { migrate } from './migrate';
import { appEnvironment, listeningAddress, loadEnvironment } from './settings';
import { UserFacingError } from './user-facing-error';

/**
 * Runs `work` for whoever operates the server, with the database open and up to
 * date: the one of a running platform, else started for as long as this takes.
 */
export async function withPlatformDatabase<T>(work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  loadEnvironment();
  const database = await openDatabase(prepareDataFolder());
  try {
    await migrate(database.url);
    const environment = appEnvironment(database.url, listeningAddress());
    Object.assign(process.env, environment, { QARION_LOG_STREAM: 'stderr' });
    const { db } = await import('@/lib/db');
    try {
      return await work(database);
    } finally {
      await db().$disconnect();
    }
  } catch (error) {
    throw asSentence(error);
  } finally {
    await database.close();
  }
}

/** What the domain refuses is a sentence already; the faults of single fields are added to it. */
function asSentence(error: unknown): unknown {
  if (!(error instanceof AppError)) return error;
  const faults = error.fields.map(({ msg }) => msg);
  return new UserFacingError(faults.length > 0 ? faults.join(' ') : error.detail, { cause: error });
}
