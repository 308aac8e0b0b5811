import { isInUse, keyState } from '@/app/(app)/settings/api-keys/_lib/key-state';

const NOW = Date.UTC(2026, 10, 23, 12);
const days = (count: number) => new Date(NOW + count * 24 * 60 * 60 * 1000);
const key = (createdAt: Date, expiresAt: Date | null, lastUsedAt: Date | null) => ({
  createdAt,
  expiresAt,
  lastUsedAt,
  replacedBy: null,
});
const replaced = (createdAt: Date) => ({ id: 'x', name: 'New', createdAt });

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

  it('is that it was replaced, as long as it works', () => {
    const old = { ...key(days(-30), days(1), days(-1)), replacedBy: replaced(days(-1)) };
    expect(keyState(old, NOW)).toBe('replaced');
    expect(keyState({ ...old, expiresAt: days(0) }, NOW)).toBe('expired');
  });

  it('counts as in use within 7 days', () => {
    const used = (lastUsedAt: Date | null) => isInUse({ lastUsedAt, replacedBy: null }, NOW);
    expect([used(days(-6.9)), used(days(-7)), used(null)]).toEqual([true, false, false]);
  });

  it('is in use after another took over only if it was used since', () => {
    const used = (lastUsedAt: Date) => isInUse({ lastUsedAt, replacedBy: replaced(days(-2)) }, NOW);
    expect([used(days(-1)), used(days(-2)), used(days(-3))]).toEqual([true, false, false]);
  });
});
