/**
 * The errors that the server answers by itself, before there is an app to ask.
 * The same words as in `lib/errors/codes.ts`, which a test compares.
 */
export const PROBLEMS = {
  bad_request: { status: 400, title: 'Bad request' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  request_timeout: { status: 408, title: 'Request timeout' },
  expectation_failed: { status: 417, title: 'Expectation failed' },
  headers_too_large: { status: 431, title: 'Request headers too large' },
  internal_error: { status: 500, title: 'Internal error' },
};

/**
 * @typedef {{ code: keyof typeof PROBLEMS, detail: string, headers?: Record<string, string> }} Refusal
 */

/**
 * An error as an answer, in the form of every other error: problem+json (RFC 9457).
 * @param {Refusal} refusal
 * @param {string} requestId
 * @returns {{ status: number, headers: Record<string, string>, body: string }}
 */
export function problemAnswer({ code, detail, headers = {} }, requestId) {
  const { status, title } = PROBLEMS[code];
  const type = `/docs/api#error-${code}`;
  const body = JSON.stringify({ type, title, status, detail, code, request_id: requestId });
  return {
    status,
    headers: {
      ...headers,
      'Content-Type': 'application/problem+json',
      'Content-Length': String(Buffer.byteLength(body)),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'X-Request-Id': requestId,
      // Whatever else is on this connection is not worth reading.
      Connection: 'close',
    },
    body,
  };
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {Refusal} refusal
 * @param {string} requestId
 */
export function refuse(response, refusal, requestId) {
  const { status, headers, body } = problemAnswer(refusal, requestId);
  response.writeHead(status, headers).end(body);
}
