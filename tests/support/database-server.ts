import { fork } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

/** A PostgreSQL server for this run, and on it a migrated database to take copies of. */
export type TestDatabase = { url: string; template: string; stop(): Promise<void> };

/**
 * Starts the process that holds both: `scripts/test-database.ts`. It uses the
 * server of DATABASE_URL, else the embedded one, and cleans up when this
 * process stops it or dies.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  const child = fork(path.join(ROOT, 'scripts/test-database.ts'), {
    cwd: ROOT,
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<{ url: string; template: string }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { url: string; template: string }));
    child.once('error', reject);
    void ended.then(() => reject(new Error('The database for the tests did not start.')));
  });
  const { url, template } = await ready;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, template, stop };
}
