import type { Route } from 'next';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { keyState } from './key-state';

export const SORT_FIELDS = ['name', 'created', 'last_used', 'expires'] as const;
export type SortField = (typeof SORT_FIELDS)[number];
export type SortDirection = 'asc' | 'desc';

export const STATE_FILTERS = [
  { value: '', label: 'All states' },
  { value: 'attention', label: 'Needs attention' },
  { value: 'active', label: 'Active' },
  { value: 'expires_soon', label: 'Expires soon' },
  { value: 'replaced', label: 'Replaced' },
  { value: 'expired', label: 'Expired' },
  { value: 'unused', label: 'Unused for 90 days' },
  { value: 'never_used', label: 'Never used' },
  { value: 'no_expiry', label: 'No expiry' },
] as const;
export type StateFilter = (typeof STATE_FILTERS)[number]['value'];

/** What the list shows and how, as the URL says it. */
export type ListQuery = { q: string; state: StateFilter; sort: SortField; dir: SortDirection };

/** The page this is the query of. */
export const API_KEYS_PATH = '/settings/api-keys';

const DEFAULT_SORT: SortField = 'created';

/** The direction a column starts with: newest first, names from A. */
export function firstDirection(sort: SortField): SortDirection {
  return sort === 'name' || sort === 'expires' ? 'asc' : 'desc';
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Whatever the URL holds becomes a query; what we do not know is as if it were absent. */
export function parseListQuery(params: SearchParams): ListQuery {
  const text = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const sort = SORT_FIELDS.find((field) => field === text('sort')) ?? DEFAULT_SORT;
  const state = STATE_FILTERS.find(({ value }) => value === text('state'))?.value ?? '';
  const dir =
    text('dir') === 'asc' || text('dir') === 'desc' ? (text('dir') as SortDirection) : firstDirection(sort);
  return { q: text('q').trim().slice(0, 100), state, sort, dir };
}

/** The shortest URL for a query: what is the default is left out. */
export function listHref(query: ListQuery): Route {
  const params = new URLSearchParams();
  if (query.q) params.set('q', query.q);
  if (query.state) params.set('state', query.state);
  if (query.sort !== DEFAULT_SORT || query.dir !== firstDirection(query.sort)) params.set('sort', query.sort);
  if (query.dir !== firstDirection(query.sort)) params.set('dir', query.dir);
  const search = params.toString();
  return (search ? `${API_KEYS_PATH}?${search}` : API_KEYS_PATH) as Route;
}

/** The keys the query asks for, in its order. */
export function applyListQuery<Key extends ApiKeyView>(keys: Key[], query: ListQuery, now: number): Key[] {
  const needle = query.q.toLocaleLowerCase();
  return keys
    .filter((key) => `${key.name}\n${key.keyPrefix}`.toLocaleLowerCase().includes(needle))
    .filter((key) => matchesState(key, query.state, now))
    .sort((a, b) => compare(a, b, query));
}

function matchesState(key: ApiKeyView, filter: StateFilter, now: number): boolean {
  if (filter === '') return true;
  if (filter === 'no_expiry') return key.expiresAt === null;
  const state = keyState(key, now);
  return filter === 'attention' ? state !== 'active' : state === filter;
}

function compare(a: ApiKeyView, b: ApiKeyView, { sort, dir }: ListQuery): number {
  const sign = dir === 'asc' ? 1 : -1;
  const byName = a.name.localeCompare(b.name, 'en', { numeric: true, sensitivity: 'base' });
  if (sort === 'name') return sign * byName;
  const [left, right] = [sortTime(a, sort), sortTime(b, sort)];
  // A key without the time sorts last in both directions: it has nothing to compare.
  if (left === null || right === null) return left === right ? byName : left === null ? 1 : -1;
  return sign * (left - right) || byName;
}

function sortTime(key: ApiKeyView, sort: Exclude<SortField, 'name'>): number | null {
  const times = { created: key.createdAt, last_used: key.lastUsedAt, expires: key.expiresAt };
  return times[sort]?.getTime() ?? null;
}
