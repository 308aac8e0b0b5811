import 'server-only';
import { toAppError } from '../errors/to-app-error';
import { logger } from '../logger';
import { currentNote, type RequestNote } from '../request-note';
import { problemResponse } from './problem';
import { requestIdOf } from './request-id';

/** Every method that the framework passes on to a route. */
export const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export type Method = (typeof METHODS)[number];

export type RouteContext = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** Headers that go with the answer, whether it will be an error or not. */
export type AnswerHeaders = Record<string, string>;

/**
 * The outermost layer of every API answer: request id, and no error without an
 * answer. What it notes becomes part of the request's line in the log, which
 * `observeRequest` writes.
 */
export function answering(
  answer: (
    request: Request,
    context: RouteContext,
    note: RequestNote,
    headers: AnswerHeaders,
  ) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    const note: RequestNote = currentNote() ?? { requestId: requestIdOf(request.headers) };
    const { requestId } = note;
    const headers: AnswerHeaders = {};
    const response = await answer(request, context, note, headers).catch((thrown: unknown) => {
      const error = toAppError(thrown);
      note.code = error.code;
      if (error.status >= 500)
        logger.error({ requestId, apiKeyId: note.apiKeyId, error }, 'a request failed');
      return problemResponse(error, requestId);
    });
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    response.headers.set('X-Request-Id', requestId);
    response.headers.set('Cache-Control', 'no-store');
    return response;
  };
}
