import { relativeTimeText } from '@/components/relative-time-text';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';

type Usage = Pick<
  UsedApiKeyView,
  'createdAt' | 'lastUsedAt' | 'lastUsedAgent' | 'lastUsedAddress' | 'recentRequests'
>;

/** "Used 3 minutes ago by python-httpx/0.27 from 203.0.113.7; 1,204 requests in 7 days." */
export function usageText(key: Usage, now: number): string {
  if (key.lastUsedAt === null) return `Created ${relativeTimeText(key.createdAt, now)} and never used.`;
  const by = key.lastUsedAgent ? ` by ${key.lastUsedAgent}` : '';
  const from = key.lastUsedAddress ? ` from ${key.lastUsedAddress}` : '';
  const often = key.recentRequests > 0 ? `; ${requestsText(key.recentRequests)} in 7 days` : '';
  return `Used ${relativeTimeText(key.lastUsedAt, now)}${by}${from}${often}.`;
}

export function requestsText(count: number): string {
  return count === 1 ? '1 request' : `${count.toLocaleString('en-US')} requests`;
}
