import 'server-only';
import { toAppError } from '../errors/to-app-error';
import { logger } from '../logger';
import { problemResponse } from './problem';
import { requestIdOf } from './request-id';

/** Every method that the framework passes on to a route. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof METHODS)[number];

export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

export type RequestLog = { requestId: string; apiKeyId?: string };

/** Headers that go with the answer, whether it will be an error or not. */
export type AnswerHeaders = Record<string, string>;

/** The outermost layer of every API answer: request id, one log line, and no error without an answer. */
export function answering(
  answer: (
    request: Request,
    context: RouteContext,
    log: RequestLog,
    headers: AnswerHeaders,
  ) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    const startedAt = performance.now();
    const log: RequestLog = { requestId: requestIdOf(request.headers) };
    const headers: AnswerHeaders = {};
    const response = await answer(request, context, log, headers).catch((thrown: unknown) => {
      const error = toAppError(thrown);
      if (error.status >= 500) logger.error({ ...log, error }, 'a request failed');
      return problemResponse(error, log.requestId);
    });
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    response.headers.set('X-Request-Id', log.requestId);
    response.headers.set('Cache-Control', 'no-store');
    const { pathname } = new URL(request.url);
    const durationMs = Math.round(performance.now() - startedAt);
    logger.info(
      { ...log, method: request.method, path: pathname, status: response.status, durationMs },
      'request',
    );
    return response;
  };
}
