import type { TierLimits } from '@/lib/rate-limits/schema';

type Tier = TierLimits['tier'];

/** What each tier is called, and who it is meant for. */
export const TIER_WORDS: Record<Tier, { name: string; meantFor: string }> = {
  standard: { name: 'Standard', meantFor: 'People’s scripts and single pipelines' },
  premium: { name: 'Premium', meantFor: 'Busy integrations' },
  internal: { name: 'Internal', meantFor: 'Services of your own' },
};

export function limitText({ minute, hour }: TierLimits): string {
  return `${minute.toLocaleString('en-US')} requests a minute, ${hour.toLocaleString('en-US')} an hour.`;
}
