import { messageOf, UserFacingError } from './user-facing-error';

/**
 * Runs a task to its end and ends the process with its exit code. A failure a
 * person can act on is one sentence; anything else keeps its stack, because it
 * is a mistake of ours.
 */
export function runTask(task: () => Promise<number>): void {
  task().then(
    (code) => process.exit(code),
    (error: unknown) => {
      const isExpected = error instanceof UserFacingError;
      const text =
        isExpected || !(error instanceof Error) ? messageOf(error) : (error.stack ?? error.message);
      process.stderr.write(`${text}\n`);
      process.exit(isExpected ? error.exitCode : 1);
    },
  );
}

/** Aborted at the first request to stop: Ctrl-C, a signal, or the death of the process that started us. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  // The handlers stay, so that a repeated signal does not cut the stopping short.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.connected) process.on('disconnect', stop);
  return controller.signal;
}
