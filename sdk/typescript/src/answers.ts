import {
  AuthenticationError,
  ConflictError,
  type FieldError,
  NotFoundError,
  PermissionDeniedError,
  QarionError,
  RateLimitError,
  ServerError,
  ValidationError,
} from './errors.js';
import { fromWire } from './names.js';
import { readRetryAfter } from './pace.js';

/** The parts of an RFC 9457 problem that are made use of; any may be missing in what something else answered. */
type Problem = { detail?: unknown; code?: unknown; request_id?: unknown; errors?: unknown };

const NO_CONTENT = 204;

/** What a successful answer holds. */
export function resultOf(response: Response, text: string): unknown {
  if (response.status === NO_CONTENT) return undefined;
  const parsed = parseJson(response, text);
  if (parsed !== undefined) return fromWire(parsed);
  throw new QarionError(response.status, notFromHere(response), 'unexpected_answer', requestIdOf(response));
}

/** What an answer that is no success means. */
export function errorOf(response: Response, text: string): QarionError {
  const { status } = response;
  if (status < 400) return redirected(response);
  const parsed = parseJson(response, text);
  const problem: Problem = typeof parsed === 'object' && parsed !== null ? parsed : {};
  const isProblem = typeof problem.detail === 'string' && typeof problem.code === 'string';
  const detail = isProblem ? String(problem.detail) : notFromHere(response);
  const code = isProblem ? String(problem.code) : 'unexpected_answer';
  const requestId = typeof problem.request_id === 'string' ? problem.request_id : requestIdOf(response);
  if (status === 400 || status === 422) {
    return new ValidationError(status, detail, code, requestId, fieldErrors(problem.errors));
  }
  if (status === 429) {
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
    const retryAfter = retryAfterMs === null ? null : Math.ceil(retryAfterMs / 1000);
    return new RateLimitError(status, detail, code, requestId, retryAfter);
  }
  return new (classOf(status))(status, detail, code, requestId);
}

function classOf(status: number): typeof QarionError {
  if (status === 401) return AuthenticationError;
  if (status === 403) return PermissionDeniedError;
  if (status === 404) return NotFoundError;
  if (status === 409) return ConflictError;
  return status >= 500 ? ServerError : QarionError;
}

function fieldErrors(errors: unknown): FieldError[] {
  return Array.isArray(errors) ? (errors as FieldError[]) : [];
}

/** Following it would take the key to an address that nobody chose. */
function redirected(response: Response): QarionError {
  const location = response.headers.get('location');
  const detail = `The server sends elsewhere${location ? `, to ${location}` : ''}. Set the base URL to the address that answers itself.`;
  // A browser hides the status of a redirect.
  return new QarionError(response.status || null, detail, 'redirected', requestIdOf(response));
}

function notFromHere(response: Response): string {
  return `The answer (${response.status}) is not one of the Qarion API. Is the base URL right, /api at its end included?`;
}

function requestIdOf(response: Response): string | null {
  return response.headers.get('x-request-id');
}

/** Undefined when it is not JSON, or not declared as JSON. */
function parseJson(response: Response, text: string): unknown {
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
