import type { Instrumentation } from 'next';

/** Runs once when the server starts: a bad environment ends it here, with one sentence. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startProcess } = await import('./lib/process-start');
  const { observeRequests } = await import('./lib/http/observe-request');
  await startProcess();
  observeRequests();
}

/** Runs for each error that no code of ours caught. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') {
    // biome-ignore lint/suspicious/noConsole: the log does not run at the edge; the server's own console leads to it.
    console.error(error);
    return;
  }
  const { logRequestError } = await import('./lib/http/log-request-error');
  logRequestError(error, request, context);
};
