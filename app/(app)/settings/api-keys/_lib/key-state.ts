import type { ApiKeyView } from '@/lib/api-keys/schema';
import { DAY_MS } from './day';

const EXPIRES_SOON_DAYS = 14;
const UNUSED_DAYS = 90;
const NEVER_USED_DAYS = 14;
/** A key used this recently is asked about twice before it is deleted. */
const RECENTLY_USED_DAYS = 7;

/** The one thing about a key that its owner should know first. */
export type KeyState = 'active' | 'replaced' | 'expires_soon' | 'expired' | 'unused' | 'never_used';

type Facts = Pick<ApiKeyView, 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'replacedBy'>;

export function keyState(key: Facts, now: number): KeyState {
  if (key.expiresAt !== null && key.expiresAt.getTime() <= now) return 'expired';
  if (key.replacedBy !== null) return 'replaced';
  if (key.expiresAt !== null && key.expiresAt.getTime() - now <= EXPIRES_SOON_DAYS * DAY_MS) {
    return 'expires_soon';
  }
  if (key.lastUsedAt === null) {
    return isOlder(key.createdAt, NEVER_USED_DAYS, now) ? 'never_used' : 'active';
  }
  return isOlder(key.lastUsedAt, UNUSED_DAYS, now) ? 'unused' : 'active';
}

/** Whether deleting it is likely to break something: not when another took over and it was not used since. */
export function isInUse(key: Pick<ApiKeyView, 'lastUsedAt' | 'replacedBy'>, now: number): boolean {
  if (key.lastUsedAt === null || isOlder(key.lastUsedAt, RECENTLY_USED_DAYS, now)) return false;
  return key.replacedBy === null || key.lastUsedAt > key.replacedBy.createdAt;
}

function isOlder(time: Date, days: number, now: number): boolean {
  return now - time.getTime() >= days * DAY_MS;
}
