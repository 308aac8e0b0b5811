import type { Tier } from '../tiers';

/** What a key of a tier may ask for. */
export type TierLimits = { tier: Tier; minute: number; hour: number };
