import { ensureBuild } from '../../scripts/lib/build';
import { say } from '../../scripts/lib/terminal';
import { type AppProcess, startAppProcess } from '../../tests/support/app-process';

/** No executions and no limits, which would be in the way of a load; the log is written, as in life. */
export const ENVIRONMENT = { QARION_WORKER: 'off', QARION_RATE_LIMIT: 'off' };

/** How much of its log is shown when the work on it fails. */
const LAST_LINES = 10;

/** Gives some work the built application as a process, on this database; from another folder, if it was built there. */
export async function withApp<T>(
  databaseUrl: string,
  work: (app: AppProcess) => Promise<T>,
  { env = {}, folder }: { env?: Record<string, string>; folder?: string } = {},
): Promise<T> {
  if (!folder) await ensureBuild();
  const app = await startAppProcess(databaseUrl, { ...ENVIRONMENT, ...env }, folder);
  try {
    return await work(app);
  } catch (error) {
    say(app.log().split('\n').slice(-LAST_LINES).join('\n'));
    throw error;
  } finally {
    await app.stop();
  }
}
