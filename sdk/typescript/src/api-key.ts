import { AuthenticationError } from './errors.js';

const PREFIX = 'qarion_live_sk_';
const LENGTH = 64;
const CHECKSUM_LENGTH = 6;
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Sees without a request whether a text can be an API key, and says what is
 * wrong with it in the words that the server has for it. No part of the text is
 * repeated: it may be most of a secret.
 *
 * @throws AuthenticationError
 */
export function requireApiKey(text: string | undefined): string {
  if (!text) {
    const detail = 'No API key was given. Set QARION_API_KEY, or pass the key to the client.';
    throw new AuthenticationError(null, detail, 'missing_credentials');
  }
  const fault = faultOf(text);
  if (fault) throw new AuthenticationError(null, fault, 'invalid_token');
  return text;
}

function faultOf(text: string): string | null {
  if (/\s/.test(text)) return 'That API key has a space or a line break in it.';
  if (!text.startsWith(PREFIX)) {
    return `That is not a Qarion API key: one begins with ${PREFIX}. Copy it again from where it is kept.`;
  }
  if (text.length <= 20) return 'That is the prefix shown in the list of keys, not a whole API key.';
  if (text.length < LENGTH) {
    const missing = LENGTH - text.length;
    return `That API key is too short: ${missing === 1 ? 'one character is' : `${missing} characters are`} missing.`;
  }
  if (text.length > LENGTH) return `That API key is too long: it must have ${LENGTH} characters.`;
  const rest = text.slice(PREFIX.length);
  if (!/^[0-9A-Za-z]+$/.test(rest)) {
    return 'That API key holds a character that no key has: after the prefix come only letters and digits.';
  }
  if (checksum(rest.slice(0, -CHECKSUM_LENGTH)) !== rest.slice(-CHECKSUM_LENGTH)) {
    return 'That API key’s checksum does not fit: a character was changed or two were swapped. Copy it again.';
  }
  return null;
}

/** CRC-32 (IEEE) of an ASCII text in base62, six characters. */
function checksum(text: string): string {
  let rest = crc32(text);
  let encoded = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    encoded = ALPHABET.charAt(rest % ALPHABET.length) + encoded;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return encoded;
}

/** Bit by bit: for 43 characters, once, a table is not worth its code. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
