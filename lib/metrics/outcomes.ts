/**
 * How a verification of a key can end: one closed list for the metrics, the log
 * and the traces. A key that was accepted and then asked for too much counts
 * under both.
 */
export const OUTCOMES = [
  'accepted',
  'missing',
  'malformed',
  'checksum',
  'unknown',
  'revoked',
  'expired',
  'owner_deactivated',
  'rate_limited',
  'unavailable',
] as const;

export type Outcome = (typeof OUTCOMES)[number];
