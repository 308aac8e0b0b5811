import type { Route } from 'next';
import { STATUS_WORDS } from '@/components/execution-text';
import { executionsPath } from '@/components/space-paths';
import { EXECUTION_STATUSES, type ExecutionFilter, type ExecutionStatus } from '@/lib/executions/schema';
import { PAGE_SIZE, pageOf, type SearchParams, textOf } from '../../checks/_lib/checks-query';

export const STATUS_FILTERS = [
  { value: '', label: 'All results' },
  ...EXECUTION_STATUSES.map((status) => ({ value: status, label: STATUS_WORDS[status] })),
];

/** Which executions the list shows, as the URL says it. */
export type ExecutionsQuery = { status: ExecutionStatus | ''; page: number };

/** Whatever the URL holds becomes a query; what we do not know is as if it were absent. */
export function parseExecutionsQuery(params: SearchParams): ExecutionsQuery {
  const text = textOf(params, 'status');
  return { status: EXECUTION_STATUSES.find((status) => status === text) ?? '', page: pageOf(params) };
}

/** The shortest URL for a query: what is the default is left out. */
export function executionsHref(space: string, { status, page }: ExecutionsQuery): Route {
  const params = new URLSearchParams();
  if (status) params.set('status', status);
  if (page > 1) params.set('page', String(page));
  const search = params.toString();
  return (search ? `${executionsPath(space)}?${search}` : executionsPath(space)) as Route;
}

export function toFilter({ status, page }: ExecutionsQuery): ExecutionFilter {
  return { status: status || undefined, page, size: PAGE_SIZE };
}
