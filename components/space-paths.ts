import type { Route } from 'next';

/** Where the pages of a space are: the one place that knows, so that a page can move. */

export const SPACES_PATH = '/spaces' satisfies Route;

function within(slug: string, ...rest: string[]): Route {
  return [SPACES_PATH, ...[slug, ...rest].map(encodeURIComponent)].join('/') as Route;
}

export const spacePath = (slug: string) => within(slug);
export const checksPath = (slug: string) => within(slug, 'checks');
export const newCheckPath = (slug: string) => within(slug, 'checks', 'new');
export const checkPath = (slug: string, check: string) => within(slug, 'checks', check);
export const editCheckPath = (slug: string, check: string) => within(slug, 'checks', check, 'edit');
export const executionsPath = (slug: string) => within(slug, 'executions');
export const executionPath = (slug: string, id: string) => within(slug, 'executions', id);
export const membersPath = (slug: string) => within(slug, 'members');
export const sourcesPath = (slug: string) => within(slug, 'sources');
