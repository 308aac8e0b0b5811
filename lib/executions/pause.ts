import { setMaxListeners } from 'node:events';

/** Waits, but no longer than until one of the signals is aborted. */
export function pause(ms: number, signals: AbortSignal[]): Promise<void> {
  return new Promise((resolve) => {
    // The listeners are taken off again: some of these signals live as long as the process.
    const done = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', done);
      resolve();
    };
    // As many may wait at once as like; more than ten would be taken for a leak.
    setMaxListeners(0, ...signals);
    const timer = setTimeout(done, ms);
    for (const signal of signals) signal.addEventListener('abort', done);
    if (signals.some(({ aborted }) => aborted)) done();
  });
}
