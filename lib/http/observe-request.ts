import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { metrics } from '../metrics/registry';
import { type RequestNote, withNote } from '../request-note';
import { tracing } from '../tracing/tracing';
import { METHODS } from './answering';
import { refusedAtEdge, tell } from './request-outcome';
import { type RouteOf, readRoutes, UNMATCHED } from './route-templates';

/** How the server, which is no part of the framework's bundle, reaches this. */
const OBSERVER = Symbol.for('qarion.observer');
type Observer = {
  observe(request: IncomingMessage, response: ServerResponse, work: () => void): void;
  refused(requestId: string, status: number): void;
};
const holder = globalThis as typeof globalThis & { [OBSERVER]?: Observer };

/**
 * From here on every request is counted, told of in one line of the log and,
 * where traces are wanted, traced: pages, API, and what the edge or the server
 * itself refuses, which no handler ever sees.
 */
export function observeRequests(): void {
  const routeOf = readRoutes();
  // From the start, so that the first process of several knows of this one before it has answered anything.
  metrics();
  holder[OBSERVER] = {
    observe: (request, response, work) => observe(request, response, work, routeOf),
    // What was too broken to become a request has neither method nor path.
    refused: (requestId, status) =>
      tell({ requestId }, { method: 'other', route: UNMATCHED, path: '', status, isCut: false, seconds: 0 }),
  };
}

function observe(
  request: IncomingMessage,
  response: ServerResponse,
  work: () => void,
  routeOf: RouteOf,
): void {
  const startedAt = performance.now();
  // Read now: the framework may rewrite the address while it works.
  const { url = '', headers } = request;
  const note: RequestNote = { requestId: String(response.getHeader('x-request-id')) };
  const method = METHODS.find((one) => one === request.method) ?? 'other';
  const traces = tracing();
  const begun = traces?.begin(method, { kind: SERVER }, headers.traceparent?.toString());
  response.once('close', () => {
    if (response.statusCode === 401 && !note.code) note.verification ??= refusedAtEdge(response);
    const [path = ''] = url.split('?', 1);
    tell(
      note,
      {
        method,
        route: routeOf(path),
        path,
        status: response.headersSent ? response.statusCode : null,
        isCut: !response.writableFinished,
        seconds: (performance.now() - startedAt) / 1000,
      },
      begun?.span,
    );
  });
  withNote(note, () => (traces && begun ? traces.within(begun.context, work) : work()));
}

const SERVER = 1; // SpanKind.SERVER: the enum itself would load the library.
