import { randomUUID } from 'node:crypto';

const PROBLEMS = {
  400: { reason: 'Bad Request', code: 'bad_request', detail: 'The request is not valid HTTP.' },
  408: { reason: 'Request Timeout', code: 'request_timeout', detail: 'The request took too long to arrive.' },
  431: {
    reason: 'Request Header Fields Too Large',
    code: 'headers_too_large',
    detail: 'The headers of the request are too large.',
  },
};

const STATUS_OF = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/**
 * Answers what Node's parser refuses before there is a request, in the form of
 * every other error: problem+json. For the server's `clientError` event.
 * @param {NodeJS.ErrnoException} error
 * @param {import('node:stream').Duplex & { bytesWritten?: number }} socket
 */
export function answerClientError(error, socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS_OF[error.code ?? ''] ?? 400;
  const { reason, code, detail } = PROBLEMS[status];
  const requestId = randomUUID();
  const problem = { type: 'about:blank', title: reason, status, detail, code, request_id: requestId };
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${status} ${reason}`,
      'Content-Type: application/problem+json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      `X-Request-Id: ${requestId}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
