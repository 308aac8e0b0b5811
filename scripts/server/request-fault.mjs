import { isHost } from './host.mjs';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** The refusal of a method that no path of ours answers. */
export function methodNotAllowed() {
  const allow = METHODS.join(', ');
  return {
    code: 'method_not_allowed',
    detail: `Nothing here answers but ${allow}.`,
    headers: { Allow: allow },
  };
}

/**
 * What is wrong with a request that is valid HTTP and still nothing the app
 * could answer; null when nothing is. The framework answers these with bare
 * text and a stack trace in the log.
 * @param {import('node:http').IncomingMessage} request
 * @returns {import('./problem.mjs').Refusal | null}
 */
export function faultOf(request) {
  const { method = '', url = '', headers, httpVersion, rawHeaders } = request;
  if (!METHODS.includes(method)) return methodNotAllowed();
  if (!url.startsWith('/')) return badRequest('The request’s target is not a path.');
  if (!isDecodable(url)) return badRequest('The path has a percent-escape that stands for no text.');
  // Node keeps the first of several Host fields in silence (RFC 9112, 3.2).
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1'))
    return badRequest('The request needs exactly one Host header.');
  if (headers.host !== undefined && !isHost(headers.host))
    return badRequest('The Host header names no host.');
  return null;
}

function badRequest(detail) {
  return { code: 'bad_request', detail };
}

/** NUL is well encoded, but no path, file or column of ours can hold it. */
function isDecodable(url) {
  try {
    return !decodeURIComponent(url.split('?', 1)[0]).includes('\0');
  } catch {
    return false;
  }
}
