// One place decides who the client is and what it called us. Everything behind
// reads only `host`, `x-forwarded-for` (one address) and `x-forwarded-proto`,
// and can trust all three.
import { isIP, SocketAddress } from 'node:net';
import { isHost } from './host.mjs';

const FORWARDING_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-real-ip',
];

/**
 * Replaces whatever the request claims about its origin by what is known.
 * @param {import('node:http').IncomingMessage} request
 * @param {number} trustedProxies how many proxies of ours stand in front
 */
export function resolveClientAddress(request, trustedProxies) {
  const { headers, socket } = request;
  const forwarded = list(headers['x-forwarded-for']);
  const protocols = list(headers['x-forwarded-proto']);
  const host = headers['x-forwarded-host'];
  for (const name of FORWARDING_HEADERS) delete headers[name];
  const isProxied = trustedProxies > 0;
  // Each proxy appends the address it saw, so ours are on the right; further left anybody may write.
  const claimed = isProxied ? readAddress(forwarded.at(-trustedProxies) ?? '') : null;
  headers['x-forwarded-for'] = claimed ?? readAddress(socket.remoteAddress ?? '') ?? '';
  headers['x-forwarded-proto'] = isProxied && protocols.at(-1) === 'https' ? 'https' : 'http';
  // Many a proxy asks us by our own name. Server actions compare the browser's Origin with this.
  if (isProxied && isHost(host)) headers.host = host;
}

function list(value) {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/**
 * The address in its one spelling, without port and brackets; an IPv4 client of
 * an IPv6 socket shows as `::ffff:192.0.2.1`. Null for what is no address.
 */
function readAddress(text) {
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  if (isIP(bare) !== 6) return isIP(bare) ? bare : null;
  const [address] = bare.split('%', 1);
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
}

/**
 * Reads QARION_TRUSTED_PROXIES, 0 when unset.
 * @param {string | undefined} value
 */
export function parseTrustedProxies(value) {
  if (!value) return 0;
  if (!/^\d{1,2}$/.test(value))
    throw new Error(`QARION_TRUSTED_PROXIES must be a number, and it is "${value}".`);
  return Number(value);
}
