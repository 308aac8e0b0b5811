import 'server-only';
import type { Instrumentation } from 'next';
import { logger } from '../logger';

type Reported = Parameters<Instrumentation.onRequestError>;

/** An error that reached the framework, as a line of the log that can be joined with its request. */
export function logRequestError(...[error, request, context]: Reported): void {
  const requestId = [request.headers['x-request-id']].flat()[0];
  // The query may hold anything; the path is what is needed.
  const [path] = request.path.split('?', 1);
  const { method } = request;
  logger.error({ requestId, method, path, route: context.routePath, error }, 'a request failed');
}
