// `npm run worker`: runs executions and does nothing else, on the platform's database.
import { once } from 'node:events';
import { withPlatformDatabase } from './lib/operator-task';
import { runTask, stopSignal } from './lib/run-task';
import { say } from './lib/terminal';
import { parseCommandLine } from './lib/usage';
import { announceStop, takeLastSteps } from './server/last-steps.mjs';

const USAGE = `Usage: npm run worker

Runs executions that are queued in the platform's database: the one of DATABASE_URL, or the embedded one,
started unless it runs already. Any number of workers may run beside each other and beside the platform.
QARION_EXECUTION_CONCURRENCY says how many executions each of them runs at a time.`;

runTask(async () => {
  const stop = stopSignal();
  parseCommandLine({ options: {} } as const, USAGE);
  await withPlatformDatabase(async ({ place }) => {
    const { env } = await import('@/lib/env');
    const { startProcess } = await import('@/lib/process-start');
    const { startWorker } = await import('@/lib/executions/worker/worker');
    await startProcess();
    // Also where QARION_WORKER=off keeps servers from it.
    const worker = startWorker();
    stop.addEventListener('abort', announceStop);
    if (stop.aborted) announceStop();
    await worker.ready;
    if (!stop.aborted) {
      say(
        `Running executions of the ${place}, ${env().QARION_EXECUTION_CONCURRENCY} at a time. Ctrl-C stops it.`,
      );
      await once(stop, 'abort');
    }
    say('Stopping …');
    await takeLastSteps();
  });
  say('Stopped.');
  return 0;
});
