/** No request is held longer than this. */
export const MAX_WAIT_SECONDS = 60;

/** One preference with its value, and parameters after it that we take no notice of (RFC 7240, 2). */
const WAIT = /^wait\s*=\s*(?:"(\d{1,9})"|(\d{1,9}))\s*(?:;.*)?$/i;

/**
 * The seconds of `Prefer: wait=N`, cut to the most that is granted. Null when it
 * is not asked for, or not as RFC 7240 writes it: a preference that cannot be
 * read is ignored. Of several, the first counts.
 */
export function preferredWait(header: string | undefined): number | null {
  const first = header
    ?.split(',')
    .map((preference) => preference.trim())
    .find((preference) => /^wait\s*(?:=|;|$)/i.test(preference));
  const [, quoted, bare] = WAIT.exec(first ?? '') ?? [];
  const seconds = quoted ?? bare;
  return seconds === undefined ? null : Math.min(Number(seconds), MAX_WAIT_SECONDS);
}
