/** How much a key may ask for, least first. What each is worth, the environment says; which one a key has, a superadmin. */
export const TIERS = ['standard', 'premium', 'internal'] as const;
export type Tier = (typeof TIERS)[number];
