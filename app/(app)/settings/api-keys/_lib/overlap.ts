const HOUR_MS = 60 * 60 * 1000;

/** How long an old key may work beside the one that replaces it, in hours. */
export const OVERLAP_CHOICES = [
  { value: '0', label: 'No longer' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '24 hours' },
  { value: '168', label: '7 days' },
] as const;
export type OverlapChoice = (typeof OVERLAP_CHOICES)[number]['value'];

/** When the old key would end: after the overlap, or by itself if that is sooner. */
export function overlapEnd(expiresAt: Date | null, choice: OverlapChoice, now: number) {
  const end = new Date(now + Number(choice) * HOUR_MS);
  const isOwnEnd = expiresAt !== null && expiresAt < end;
  return { end: isOwnEnd ? expiresAt : end, isOwnEnd };
}
