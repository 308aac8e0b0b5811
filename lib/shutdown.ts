/**
 * Work to finish before the process ends. The server runs these after the last
 * request was answered. The set lives on `globalThis` under a registered
 * symbol, because the server is not part of the bundle that this file is in.
 */
const HOOKS = Symbol.for('qarion.shutdown');
const STOPPING = Symbol.for('qarion.stopping');

type Hook = () => Promise<void>;
const holder = globalThis as typeof globalThis & { [HOOKS]?: Set<Hook>; [STOPPING]?: AbortController };

export function onShutdown(hook: Hook): void {
  holder[HOOKS] ??= new Set();
  holder[HOOKS].add(hook);
}

/** Aborted when the process is asked to stop, while requests are still answered: what only waits can end. */
export function stopping(): AbortSignal {
  holder[STOPPING] ??= new AbortController();
  return holder[STOPPING].signal;
}
