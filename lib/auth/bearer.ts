/**
 * Reads an Authorization header, at the edge and in the handlers alike, so this
 * file imports nothing. The scheme is case-insensitive (RFC 9110, 11.1).
 */
export type Bearer =
  | { kind: 'absent' }
  | { kind: 'malformed'; why: string }
  | { kind: 'secret'; secret: string };

const SCHEME = /^bearer(?: +|$)/i;
const SECRET = /^qarion_live_sk_[0-9A-Za-z]{49}$/;
const SECRET_LENGTH = 64;

/**
 * No header, an empty one, or another scheme counts as no credentials at all;
 * a bearer token of the wrong shape is malformed, and `why` says how, without
 * repeating any of it.
 */
export function readBearer(header: string | null): Bearer {
  // `Headers` has taken the white space of HTTP off both ends; what is left belongs to the value.
  const value = header ?? '';
  const scheme = SCHEME.exec(value);
  if (!scheme) return { kind: 'absent' };
  const token = value.slice(scheme[0].length);
  return SECRET.test(token) ? { kind: 'secret', secret: token } : { kind: 'malformed', why: explain(token) };
}

function explain(token: string): string {
  if (token === '') return 'The Authorization header says Bearer, but no API key follows.';
  if (/[\s,]/.test(token)) return 'Send one API key in one Authorization header, with nothing after it.';
  if (!token.startsWith('qarion_live_sk_')) {
    return 'That is not a Qarion API key: one begins with qarion_live_sk_. Copy it again from where it is kept.';
  }
  if (token.length <= 20) return 'That is the prefix shown in the list of keys, not a whole API key.';
  if (token.length < SECRET_LENGTH) {
    const missing = SECRET_LENGTH - token.length;
    return `That API key is too short: ${missing === 1 ? 'one character is' : `${missing} characters are`} missing.`;
  }
  if (token.length > SECRET_LENGTH) return 'That API key is too long: it must have 64 characters.';
  return 'That API key holds a character that no key has: after the prefix come only letters and digits.';
}
