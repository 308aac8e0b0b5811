/**
 * Work to finish before the process ends. The server runs these after the last
 * request was answered. The set lives on `globalThis` under a registered
 * symbol, because the server is not part of the bundle that this file is in.
 */
const HOOKS = Symbol.for('qarion.shutdown');

type Hook = () => Promise<void>;
const holder = globalThis as typeof globalThis & { [HOOKS]?: Set<Hook> };

export function onShutdown(hook: Hook): void {
  holder[HOOKS] ??= new Set();
  holder[HOOKS].add(hook);
}
