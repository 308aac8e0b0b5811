import { createHash, randomBytes, randomInt } from 'node:crypto';

/**
 * The two codes of a device login. The device keeps the long one to itself; a
 * person reads the short one from it and types it here.
 */

/** No vowels, so no words; no digits, so nothing that looks like something else (RFC 8628, 6.1). */
const ALPHABET = 'BCDFGHJKLMNPQRSTVWXZ';
const USER_CODE_LENGTH = 8;
const DEVICE_CODE_BYTES = 32;

/** 256 bits: nobody guesses it. */
export function generateDeviceCode(): string {
  return randomBytes(DEVICE_CODE_BYTES).toString('base64url');
}

/** What is stored of a device code, and what it is looked up by. */
export function hashDeviceCode(deviceCode: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(deviceCode).digest());
}

/** One of 25 billion, good for ten minutes; guesses are counted. */
export function generateUserCode(): string {
  return Array.from({ length: USER_CODE_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** As it is shown: `BCDF-GHJK`. */
export function formatUserCode(userCode: string): string {
  return `${userCode.slice(0, USER_CODE_LENGTH / 2)}-${userCode.slice(USER_CODE_LENGTH / 2)}`;
}

/** What somebody typed, as it is stored: without regard to case, spaces and hyphens. Null when it is no code. */
export function parseUserCode(text: string): string | null {
  const code = text.replace(/[\s\p{Pd}]/gu, '').toUpperCase();
  return code.length === USER_CODE_LENGTH && [...code].every((letter) => ALPHABET.includes(letter))
    ? code
    : null;
}
