import { Server } from 'node:net';
import { announceStop, takeLastSteps } from './last-steps.mjs';

/** No request may hold a stop up for longer. */
const GRACE_MS = 10_000;
/** How long a connection that is kept may bring one more request, which is then its last. */
const IDLE_GRACE_MS = 1_000;
const SWEEP_MS = 250;
/** A turn of the event loop that found next to nothing to do; and how many turns are waited for one. */
const QUIET_TURN_MS = 0.1;
const TURNS_MAX = 1_000;

/**
 * Ends the process in order: no new connections, requests in flight are
 * finished, and those that are on their way on connections that are kept; the
 * app's shutdown hooks run, exit code 0. Everything within bounds.
 * @param {import('node:http').Server} server
 * @param {Iterable<import('node:http').ServerResponse>} inFlight answers that are not finished
 * @param {Iterable<import('node:stream').Duplex>} upgraded connections that left HTTP: cut at once
 */
export function stopGracefully(server, inFlight, upgraded) {
  const deadline = setTimeout(() => process.exit(1), 2 * GRACE_MS);
  deadline.unref();
  announceStop();
  for (const response of inFlight) {
    if (!response.headersSent) response.setHeader('Connection', 'close');
  }
  for (const socket of upgraded) socket.destroy();
  setTimeout(() => server.closeAllConnections(), GRACE_MS).unref();
  setTimeout(() => {
    server.closeIdleConnections();
    setInterval(() => server.closeIdleConnections(), SWEEP_MS).unref();
  }, IDLE_GRACE_MS).unref();
  afterQuietTurn(() => {
    // The server's own `close` would also cut the idle connections, under a request that is on its way.
    Server.prototype.close.call(server, async () => {
      await takeLastSteps();
      process.exit(0);
    });
  });
}

/**
 * Whoever has connected but was not heard of yet would be cut by closing the
 * door. Each turn of the event loop lets all of them in; right after one that
 * had little else to do there is hardly time for another to come.
 */
function afterQuietTurn(work, turnsLeft = TURNS_MAX, since = performance.now()) {
  setImmediate(() => {
    const now = performance.now();
    if (now - since < QUIET_TURN_MS || turnsLeft === 0) work();
    else afterQuietTurn(work, turnsLeft - 1, now);
  });
}
