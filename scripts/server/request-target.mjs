import { isHost } from './host.mjs';

const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/i;

/**
 * Reduces an absolute target (`GET http://host/path`) to its path and query,
 * and lets its host replace the Host header, as RFC 9112, 3.2.2 demands. One
 * without a valid host stays as it is, to be refused.
 * @param {import('node:http').IncomingMessage} request
 */
export function toOriginForm(request) {
  const [, host = '', rest = ''] = ABSOLUTE.exec(request.url ?? '') ?? [];
  if (!isHost(host)) return;
  request.headers.host = host;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}
