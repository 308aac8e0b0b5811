import { randomUUID } from 'node:crypto';

// The rule of `lib/http/request-id.ts`, which a test compares.
const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/;
const KEY_SHAPED = /qarion_live_sk_/;

/**
 * Gives a request its id, the caller's own when that is plain, else a new one,
 * and the answer the same. The app finds it on the request.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {string}
 */
export function identify(request, response) {
  const given = String(request.headers['x-request-id'] ?? '');
  const id = ACCEPTED.test(given) && !KEY_SHAPED.test(given) ? given : randomUUID();
  request.headers['x-request-id'] = id;
  response.setHeader('X-Request-Id', id);
  return id;
}
