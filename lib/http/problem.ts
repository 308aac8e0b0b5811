import type { AppError } from '../errors/app-error';
import { ERROR_CODES } from '../errors/codes';

/** The body of every error answer: RFC 9457, with our code and the request's id. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  errors?: { loc: (string | number)[]; msg: string; type: string }[];
};

/** An error as the API answers it. Runs at the edge too, so it needs nothing but the web's own Response. */
export function problemResponse(error: AppError, requestId: string, extra: HeadersInit = {}): Response {
  const { status, title } = ERROR_CODES[error.code];
  const problem: Problem = {
    type: `/docs/api#error-${error.code}`,
    title,
    status,
    detail: error.detail,
    code: error.code,
    request_id: requestId,
    ...(error.fields.length > 0 && { errors: error.fields }),
  };
  const headers = new Headers(extra);
  headers.set('Content-Type', 'application/problem+json');
  headers.set('Cache-Control', 'no-store');
  headers.set('X-Request-Id', requestId);
  const challenge = bearerChallenge(error);
  if (challenge) headers.set('WWW-Authenticate', challenge);
  if (error.retryAfterSeconds !== undefined) headers.set('Retry-After', String(error.retryAfterSeconds));
  return new Response(JSON.stringify(problem), { status, headers });
}

/** RFC 6750, 3: no error code when no credentials came; `invalid_token`; `insufficient_scope`. */
function bearerChallenge({ code, status }: AppError): string | null {
  if (code === 'missing_credentials') return 'Bearer realm="qarion"';
  // A browser's session, which no Authorization header could replace.
  if (code === 'unauthenticated') return null;
  if (status === 401) return 'Bearer realm="qarion", error="invalid_token"';
  if (code === 'insufficient_scope') return 'Bearer realm="qarion", error="insufficient_scope"';
  return null;
}
