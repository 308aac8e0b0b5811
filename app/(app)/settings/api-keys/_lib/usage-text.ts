import { relativeTimeText } from '@/components/relative-time-text';
import type { ApiKeyView } from '@/lib/api-keys/schema';

type Usage = Pick<ApiKeyView, 'createdAt' | 'lastUsedAt' | 'lastUsedAgent' | 'lastUsedAddress'>;

/** "Used 3 minutes ago by python-httpx/0.27 from 203.0.113.7." */
export function usageText(key: Usage, now: number): string {
  if (key.lastUsedAt === null) return `Created ${relativeTimeText(key.createdAt, now)} and never used.`;
  const by = key.lastUsedAgent ? ` by ${key.lastUsedAgent}` : '';
  const from = key.lastUsedAddress ? ` from ${key.lastUsedAddress}` : '';
  return `Used ${relativeTimeText(key.lastUsedAt, now)}${by}${from}.`;
}
