import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { observeRefusal } from './observe.mjs';
import { problemAnswer } from './problem.mjs';
import { methodNotAllowed } from './request-fault.mjs';

const TOO_LARGE = { code: 'headers_too_large', detail: 'The headers of the request are too large.' };
const TOO_SLOW = { code: 'request_timeout', detail: 'The request took too long to arrive.' };
const NO_HTTP = { code: 'bad_request', detail: 'The request is not valid HTTP.' };

/** A request line in order, but for a method that Node's parser has never heard of. */
const REQUEST_LINE = /^[A-Z][A-Z-]* \S+ HTTP\/1\.[01]\r\n/;

/**
 * Answers what Node's parser refuses before there is a request. For the
 * server's `clientError` event.
 * @param {NodeJS.ErrnoException & { rawPacket?: Buffer }} error
 * @param {import('node:stream').Duplex} socket
 */
export function answerClientError(error, socket) {
  if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
  else answerOnSocket(socket, refusalFor(error));
}

function refusalFor({ code, rawPacket }) {
  if (code === 'HPE_HEADER_OVERFLOW') return TOO_LARGE;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return TOO_SLOW;
  const isMethodUnknown = code === 'HPE_INVALID_METHOD' && REQUEST_LINE.test(String(rawPacket ?? ''));
  return isMethodUnknown ? methodNotAllowed() : NO_HTTP;
}

/**
 * An answer without a response object, for what never became a request.
 * @param {import('node:stream').Duplex} socket
 * @param {import('./problem.mjs').Refusal} refusal
 */
export function answerOnSocket(socket, refusal) {
  const requestId = randomUUID();
  const { status, headers, body } = problemAnswer(refusal, requestId);
  observeRefusal(requestId, status);
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  // Who hangs up before the answer needs none.
  socket.on('error', () => socket.destroy());
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields, '', body].join('\r\n'));
}
