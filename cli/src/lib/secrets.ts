/** As many characters of a key as lists show: they tell keys apart and open nothing. */
const PREFIX_LENGTH = 19;
const SECRET = /(qarion_live_sk_[0-9A-Za-z]{4})[0-9A-Za-z]{8,}/g;

/** What tells a key from others and is no secret. */
export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

/** A text without the keys in it. Somebody may have typed one where none belongs, and errors repeat words. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, '$1…');
}
