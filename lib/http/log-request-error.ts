import 'server-only';
import type { Instrumentation } from 'next';
import { logger } from '../logger';

type Reported = Parameters<Instrumentation.onRequestError>;

/** An error that reached the framework, as a line of the log that can be joined with its request. */
export function logRequestError(...[error, request, context]: Reported): void {
  const requestId = [request.headers['x-request-id']].flat()[0];
  // The route, and not the path, which names somebody's space; what the query holds, nobody knows.
  logger.error({ requestId, method: request.method, route: context.routePath, error }, 'a request failed');
}
