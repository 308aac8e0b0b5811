// The HTTP server of the app, in production and (`--dev`) while working on it.
// `next start` would do, but for what only the server itself can settle: who
// the client is, repeated and oversized headers, errors below HTTP, and an end
// that finishes what it began. Plain JavaScript: no loader in the way.
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import next from 'next';
import { joinAuthorizationHeaders } from './server/authorization-header.mjs';
import { adoptBuiltConfig } from './server/built-config.mjs';
import { parseTrustedProxies, resolveClientAddress } from './server/client-address.mjs';
import { answerClientError, answerOnSocket } from './server/http-errors.mjs';
import { dropInternalHeaders } from './server/internal-headers.mjs';
import { observe } from './server/observe.mjs';
import { refuse } from './server/problem.mjs';
import { faultOf, methodNotAllowed } from './server/request-fault.mjs';
import { identify } from './server/request-id.mjs';
import { toOriginForm } from './server/request-target.mjs';
import { stopGracefully } from './server/stop-gracefully.mjs';

/** Room for a 100 kB Authorization header, so that it gets our 401 like any other bad one. */
const HEADERS_MAX_BYTES = 128 * 1024;

/**
 * How long a connection may be idle. Longer than proxies keep theirs, 60 seconds
 * as a rule: whoever closes first must not be the one that may be sent a request
 * in that very moment, which would be lost.
 */
const KEEP_ALIVE_MS = 75_000;

const isDev = process.argv.includes('--dev');
const port = Number(process.env.PORT || 3000);
const host = process.env.QARION_HOST || '127.0.0.1';
const trustedProxies = readTrustedProxies();

// A missing Host header is answered below, with a body that says so.
const server = createServer({ maxHeaderSize: HEADERS_MAX_BYTES, requireHostHeader: false });
server.keepAliveTimeout = KEEP_ALIVE_MS;
/** Connections that left HTTP, which the server itself no longer knows of. */
const upgraded = new Set();
// One of several, whose primary is gone, ends in order as well; Node would end it on the spot.
if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
/** Answers that are not finished. */
const inFlight = new Set();
// Before anything slow, so that a stop during the start is heard too.
let isStopping = false;
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) {
  process.on(event, () => {
    if (isStopping) return;
    isStopping = true;
    if (server.listening) stopGracefully(server, inFlight, upgraded);
    else process.exit(0);
  });
}

adoptBuiltConfig();
// Next listens for upgrades on the server it is given, in production too, where it
// answers none and holds them open. It gets ours for hot reload only, else one that
// never listens: with no listener on ours, Node answers as if no upgrade was asked for.
// Quiet, because the app logs each error itself, redacted and with its request's id.
const app = next({
  dev: isDev,
  hostname: host,
  port,
  quiet: !isDev,
  httpServer: isDev ? server : createServer(),
});
await app.prepare();
const handle = app.getRequestHandler();
if (isDev) {
  server.on('upgrade', (_request, socket) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  });
}

server.on('request', (request, response) => {
  const requestId = identify(request, response);
  // A stopping server answers what it has begun and keeps no connection for more.
  if (isStopping) response.setHeader('Connection', 'close');
  inFlight.add(response);
  response.once('close', () => inFlight.delete(response));
  toOriginForm(request);
  observe(request, response, () => answer(request, response, requestId));
});
server.on('checkExpectation', (request, response) => {
  const detail = 'The only expectation met here is 100-continue.';
  const requestId = identify(request, response);
  observe(request, response, () => refuse(response, { code: 'expectation_failed', detail }, requestId));
});
server.on('connect', (_request, socket) => answerOnSocket(socket, methodNotAllowed()));
server.on('clientError', answerClientError);
server.on('error', (error) => {
  process.send?.({ type: 'failed', code: error.code });
  process.exitCode = 1;
  process.disconnect?.();
});
server.listen(port, host, () => process.send?.({ type: 'listening' }));

function readTrustedProxies() {
  try {
    return parseTrustedProxies(process.env.QARION_TRUSTED_PROXIES);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

function answer(request, response, requestId) {
  const fault = faultOf(request);
  if (fault) {
    refuse(response, fault, requestId);
    return;
  }
  resolveClientAddress(request, trustedProxies);
  joinAuthorizationHeaders(request);
  dropInternalHeaders(request);
  handle(request, response).catch((error) => {
    process.stderr.write(`A request failed outside of the app: ${error}\n`);
    if (response.headersSent) response.destroy();
    else refuse(response, { code: 'internal_error', detail: 'Something went wrong on our side.' }, requestId);
  });
}
