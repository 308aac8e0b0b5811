import { applyListQuery, listHref, parseListQuery } from '@/app/(app)/settings/api-keys/_lib/list-query';
import type { ApiKeyView } from '@/lib/api-keys/schema';

const NOW = Date.UTC(2026, 10, 23, 12);
const DAY_MS = 24 * 60 * 60 * 1000;

function view(name: string, days: { created: number; used?: number; expires?: number }): ApiKeyView {
  const at = (count: number | undefined) => (count === undefined ? null : new Date(NOW + count * DAY_MS));
  return {
    id: name,
    name,
    keyPrefix: `qarion_live_sk_${name.slice(0, 4)}`,
    isActive: true,
    canCreateKeys: false,
    tier: 'standard',
    createdAt: new Date(NOW + days.created * DAY_MS),
    expiresAt: at(days.expires),
    lastUsedAt: at(days.used),
    lastUsedAddress: null,
    lastUsedAgent: null,
    replacedBy: null,
  };
}

const KEYS = [
  view('worker 10', { created: -3, used: -1, expires: 5 }),
  view('Worker 9', { created: -1, used: -2, expires: 50 }),
  view('alpha', { created: -2, expires: -1 }),
];
const names = (search: Record<string, string>) =>
  applyListQuery(KEYS, parseListQuery(search), NOW).map(({ name }) => name);

describe('the list as the URL asks for it', () => {
  it('is newest first when nothing is asked', () =>
    expect(names({})).toEqual(['Worker 9', 'alpha', 'worker 10']));

  it('sorts names as people count, whatever their case', () =>
    expect(names({ sort: 'name' })).toEqual(['alpha', 'Worker 9', 'worker 10']));

  it('puts keys without the time last in both directions', () => {
    expect(names({ sort: 'last_used' })).toEqual(['worker 10', 'Worker 9', 'alpha']);
    expect(names({ sort: 'last_used', dir: 'asc' })).toEqual(['Worker 9', 'worker 10', 'alpha']);
  });

  it('finds by name and by prefix, whatever the case', () => {
    expect(names({ q: ' WORKER ' })).toHaveLength(2);
    expect(names({ q: 'sk_alph' })).toEqual(['alpha']);
  });

  it('filters by state', () => {
    expect(names({ state: 'expired' })).toEqual(['alpha']);
    expect(names({ state: 'attention' })).toEqual(['alpha', 'worker 10']);
    expect(names({ state: 'no_expiry' })).toEqual([]);
  });

  it('takes what it does not know as if it were absent', () =>
    expect(parseListQuery({ sort: 'x', dir: 'up', state: ['?'], q: undefined })).toEqual(parseListQuery({})));

  it.each([
    {},
    { q: 'a b&c' },
    { sort: 'name', dir: 'desc' },
    { state: 'expired', sort: 'expires' },
    { dir: 'asc' },
  ])('writes %j so that it is read the same', (search) => {
    const query = parseListQuery(search);
    const written = new URL(listHref(query), 'http://localhost').searchParams;
    expect(parseListQuery(Object.fromEntries(written))).toEqual(query);
  });
});
