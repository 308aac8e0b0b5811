import 'server-only';
import { format, stripVTControlCharacters } from 'node:util';
import { env } from './env';
import { startWorker } from './executions/worker/worker';
import { logger } from './logger';
import { startTracing } from './tracing/start';

/** What the server does once, before its first request. An environment that is not usable ends it here. */
export async function startProcess(): Promise<void> {
  try {
    if (env().NODE_ENV === 'production') logConsole();
    await startTracing();
    if (env().QARION_WORKER === 'on') startWorker();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

/** The framework writes its troubles to the console: they belong into the log, in its form and redacted. */
function logConsole(): void {
  console.error = (...values: unknown[]) => logger.error(plain(values));
  console.warn = (...values: unknown[]) => logger.warn(plain(values));
}

function plain(values: unknown[]): string {
  return stripVTControlCharacters(format(...values)).trim();
}
