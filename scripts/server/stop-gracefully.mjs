import { announceStop, takeLastSteps } from './last-steps.mjs';

/** No request may hold a stop up for longer. */
const GRACE_MS = 10_000;

/**
 * Ends the process in order: no new connections, requests in flight are
 * finished, the app's shutdown hooks run, exit code 0. Everything within bounds.
 * @param {import('node:http').Server} server
 * @param {Iterable<import('node:stream').Duplex>} upgraded connections that left HTTP: cut at once
 */
export function stopGracefully(server, upgraded) {
  const deadline = setTimeout(() => process.exit(1), 2 * GRACE_MS);
  deadline.unref();
  announceStop();
  const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  server.close(async () => {
    clearTimeout(cut);
    await takeLastSteps();
    process.exit(0);
  });
  server.closeIdleConnections();
  for (const socket of upgraded) socket.destroy();
}
