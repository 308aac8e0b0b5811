/**
 * Node keeps the first of several Authorization fields and drops the rest.
 * Joined they are malformed for every reader behind, and so refused.
 * @param {import('node:http').IncomingMessage} request
 */
export function joinAuthorizationHeaders(request) {
  const { rawHeaders, headers } = request;
  const values = rawHeaders.filter(
    (_, i) => i % 2 === 1 && rawHeaders[i - 1].toLowerCase() === 'authorization',
  );
  if (values.length > 1) headers.authorization = values.join(', ');
}
