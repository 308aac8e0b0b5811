const ACCEPTED = /^[A-Za-z0-9._-]{8,64}$/;
const KEY_SHAPED = /qarion_live_sk_/;

/**
 * The caller's own X-Request-Id when it is a plain identifier, so that logs on
 * both sides can be joined; else a new one. A key put there by mistake is not
 * echoed.
 */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given && ACCEPTED.test(given) && !KEY_SHAPED.test(given) ? given : crypto.randomUUID();
}
