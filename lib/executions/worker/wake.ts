/**
 * Tells this process's worker that there is something to do now, instead of at
 * its next look. The listener is on `globalThis`, because the framework may load
 * this module more than once in a process.
 */
const holder = globalThis as typeof globalThis & { qarionWake?: () => void };

export function onWake(listener: () => void): void {
  holder.qarionWake = listener;
}

/** Without a worker in this process, another one finds the work within a second. */
export function wakeWorker(): void {
  holder.qarionWake?.();
}
