import { keyState, usedRecently } from '@/app/(app)/settings/api-keys/_lib/key-state';

const NOW = Date.UTC(2026, 10, 23, 12);
const days = (count: number) => new Date(NOW + count * 24 * 60 * 60 * 1000);
const key = (createdAt: Date, expiresAt: Date | null, lastUsedAt: Date | null) => ({
  createdAt,
  expiresAt,
  lastUsedAt,
});

describe('the state of a key', () => {
  it.each([
    ['new and unused', key(days(0), days(90), null), 'active'],
    ['never used for 13 days', key(days(-13), days(90), null), 'active'],
    ['never used for 14 days', key(days(-14), days(90), null), 'never_used'],
    ['used yesterday', key(days(-300), days(90), days(-1)), 'active'],
    ['last used 89 days ago', key(days(-300), null, days(-89)), 'active'],
    ['last used 90 days ago', key(days(-300), null, days(-90)), 'unused'],
    ['ending in 15 days', key(days(-1), days(15), days(-1)), 'active'],
    ['ending in 14 days', key(days(-1), days(14), days(-1)), 'expires_soon'],
    ['ending this very moment', key(days(-1), days(0), days(-1)), 'expired'],
    [
      'expired and unused for long: what matters more is said',
      key(days(-300), days(-1), days(-200)),
      'expired',
    ],
  ])('%s', (_, times, state) => expect(keyState(times, NOW)).toBe(state));

  it('counts as recently used within 7 days', () => {
    expect(usedRecently({ lastUsedAt: days(-6.9) }, NOW)).toBe(true);
    expect(usedRecently({ lastUsedAt: days(-7) }, NOW)).toBe(false);
    expect(usedRecently({ lastUsedAt: null }, NOW)).toBe(false);
  });
});
