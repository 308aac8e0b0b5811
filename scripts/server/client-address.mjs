// One place decides who the client is. Everything behind it reads only
// `x-forwarded-for` (one address) and `x-forwarded-proto`, and can trust both.

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
  for (const name of FORWARDING_HEADERS) delete headers[name];
  // Each proxy appends the address it saw, so ours are on the right; further left anybody may write.
  const claimed = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined;
  headers['x-forwarded-for'] = plain(claimed ?? socket.remoteAddress ?? '');
  headers['x-forwarded-proto'] = trustedProxies > 0 && protocols.at(-1) === 'https' ? 'https' : 'http';
}

function list(value) {
  const text = Array.isArray(value) ? value.join(',') : (value ?? '');
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

/** An IPv4 client of an IPv6 socket shows as `::ffff:192.0.2.1`. */
function plain(address) {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
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
