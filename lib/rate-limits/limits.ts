import 'server-only';
import { env } from '../env';
import { TIERS, type Tier } from '../tiers';
import type { TierLimits } from './schema';

/** What the environment gives a tier. */
export function limitsOf(tier: Tier): TierLimits {
  const { QARION_RATE_LIMIT_STANDARD, QARION_RATE_LIMIT_PREMIUM, QARION_RATE_LIMIT_INTERNAL } = env();
  const limits = {
    standard: QARION_RATE_LIMIT_STANDARD,
    premium: QARION_RATE_LIMIT_PREMIUM,
    internal: QARION_RATE_LIMIT_INTERNAL,
  };
  return { tier, ...limits[tier] };
}

/** All tiers, least first. */
export function limitsOfTiers(): TierLimits[] {
  return TIERS.map(limitsOf);
}

export function areLimitsOn(): boolean {
  return env().QARION_RATE_LIMIT === 'on';
}
