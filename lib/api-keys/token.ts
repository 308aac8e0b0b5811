import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * The secret's format: `qarion_live_sk_`, 43 random base62 characters (256
 * bits), and 6 characters of checksum: the CRC-32 of the 43, in base62,
 * left-padded with 0. The checksum finds typing and copying mistakes without a
 * database; it proves nothing. The format follows GitHub's tokens.
 *
 * @see docs/decisions/003-token-format-and-hash.md
 */
const PREFIX = 'qarion_live_sk_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 43;
const CHECKSUM_LENGTH = 6;

/** How much of a secret is kept and shown: the fixed prefix and four characters that differ. */
const DISPLAY_LENGTH = PREFIX.length + 4;

export const SECRET_PATTERN = /^qarion_live_sk_[0-9A-Za-z]{49}$/;

/** Makes a new secret from the operating system's random source. */
export function generateSecret(): string {
  const random = randomBase62(RANDOM_LENGTH);
  return PREFIX + random + checksum(random);
}

/** True when the text has the shape of a secret and its checksum fits. */
export function isWellFormedSecret(text: string): boolean {
  if (!SECRET_PATTERN.test(text)) return false;
  const random = text.slice(PREFIX.length, -CHECKSUM_LENGTH);
  return checksum(random) === text.slice(-CHECKSUM_LENGTH);
}

/**
 * SHA-256 of the whole secret: what is stored, and what a key is looked up by.
 * By way of a text, because a hash that comes as bytes has memory of its own,
 * which costs more to clear away than the hash to make.
 */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return Buffer.from(hash('sha256', secret, 'hex'), 'hex');
}

/** The first 19 characters, for people to tell keys apart. */
export function displayPrefix(secret: string): string {
  return secret.slice(0, DISPLAY_LENGTH);
}

/** CRC-32 (IEEE) of an ASCII text in base62, six characters. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let encoded = '';
  while (rest > 0) {
    encoded = ALPHABET.charAt(rest % ALPHABET.length) + encoded;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return encoded.padStart(CHECKSUM_LENGTH, '0');
}

/** Bytes past the largest multiple of 62 are thrown away: taking them modulo 62 would favour some characters. */
function randomBase62(length: number): string {
  const limit = 256 - (256 % ALPHABET.length);
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < limit) text += ALPHABET.charAt(byte % ALPHABET.length);
    }
  }
  return text;
}
