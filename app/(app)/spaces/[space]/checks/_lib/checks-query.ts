import type { Route } from 'next';
import { checksPath } from '@/components/space-paths';
import type { CheckFilter } from '@/lib/checks/schema';

export const PAGE_SIZE = 20;

export const STATUS_FILTERS = [
  { value: '', label: 'All results' },
  { value: 'PASS', label: 'Pass' },
  { value: 'WARNING', label: 'Warning' },
  { value: 'FAIL', label: 'Fail' },
  { value: 'ERROR', label: 'Error' },
  { value: 'none', label: 'Never ran' },
] as const;

/** Which checks the list shows, as the URL says it. */
export type ChecksQuery = {
  q: string;
  status: (typeof STATUS_FILTERS)[number]['value'];
  isArchived: boolean;
  page: number;
};

export type SearchParams = Record<string, string | string[] | undefined>;

/** Whatever the URL holds becomes a query; what we do not know is as if it were absent. */
export function parseChecksQuery(params: SearchParams): ChecksQuery {
  const status = textOf(params, 'status');
  return {
    q: textOf(params, 'q').trim().slice(0, 100),
    status: STATUS_FILTERS.find(({ value }) => value === status)?.value ?? '',
    isArchived: textOf(params, 'archived') === '1',
    page: pageOf(params),
  };
}

/** The shortest URL for a query: what is the default is left out. */
export function checksHref(space: string, query: ChecksQuery): Route {
  const params = new URLSearchParams();
  if (query.q) params.set('q', query.q);
  if (query.status) params.set('status', query.status);
  if (query.isArchived) params.set('archived', '1');
  if (query.page > 1) params.set('page', String(query.page));
  const search = params.toString();
  return (search ? `${checksPath(space)}?${search}` : checksPath(space)) as Route;
}

/** The query as the domain takes it. */
export function toFilter({ q, status, isArchived, page }: ChecksQuery): CheckFilter {
  return { search: q || undefined, status: status || undefined, isArchived, page, size: PAGE_SIZE };
}

/** The first value of a parameter, or nothing. */
export function textOf(params: SearchParams, name: string): string {
  const value = params[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The page that is asked for; the first when that is no number of one. */
export function pageOf(params: SearchParams): number {
  const page = Number(textOf(params, 'page'));
  return Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}
