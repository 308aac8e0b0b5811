/** The AbortController, under this symbol, by which whatever only waits learns of the end. */
const STOPPING = Symbol.for('qarion.stopping');

/** Functions the app wants run before the process ends, such as a last write: a Set under this symbol. */
const SHUTDOWN_HOOKS = Symbol.for('qarion.shutdown');

/** Lets the app know that the process is about to end: nothing new is begun, what is in hand is finished. */
export function announceStop() {
  globalThis[STOPPING] ??= new AbortController();
  globalThis[STOPPING].abort();
}

/** Runs what the app wants run at the very end. One that fails keeps no other from being run. */
export async function takeLastSteps() {
  const hooks = [...(globalThis[SHUTDOWN_HOOKS] ?? [])];
  const results = await Promise.allSettled(hooks.map((hook) => hook()));
  for (const { reason } of results.filter(({ status }) => status === 'rejected')) {
    process.stderr.write(`A last step before stopping failed: ${reason}\n`);
  }
}
