/** No request may hold a stop up for longer. */
const GRACE_MS = 10_000;

/** Functions the app wants run before the process ends, such as a last write: a Set under this symbol. */
const SHUTDOWN_HOOKS = Symbol.for('qarion.shutdown');

/** The AbortController, under this symbol, by which requests that only wait learn of the end. */
const STOPPING = Symbol.for('qarion.stopping');

/**
 * Ends the process in order: no new connections, requests in flight are
 * finished, the app's shutdown hooks run, exit code 0. Everything within bounds.
 * @param {import('node:http').Server} server
 * @param {Iterable<import('node:stream').Duplex>} upgraded connections that left HTTP: cut at once
 */
export function stopGracefully(server, upgraded) {
  const deadline = setTimeout(() => process.exit(1), 2 * GRACE_MS);
  deadline.unref();
  globalThis[STOPPING] ??= new AbortController();
  globalThis[STOPPING].abort();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  server.close(async () => {
    clearTimeout(cut);
    const hooks = [...(globalThis[SHUTDOWN_HOOKS] ?? [])];
    const results = await Promise.allSettled(hooks.map((hook) => hook()));
    for (const { reason } of results.filter(({ status }) => status === 'rejected')) {
      process.stderr.write(`A last step before stopping failed: ${reason}\n`);
    }
    process.exit(0);
  });
  server.closeIdleConnections();
  for (const socket of upgraded) socket.destroy();
}
