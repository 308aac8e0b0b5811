import { ROLES } from '../roles';

/** What somebody may be in a space, least first: the roles of its members, and a superadmin, who is above them. */
export const RANKS = [...ROLES, 'superadmin'] as const;
export type Rank = (typeof RANKS)[number];

/**
 * Who may do what in a space: the one table, read by pages, actions and the
 * API alike. Each action names the least rank that may do it.
 *
 * Sources take a superadmin, because they name folders and connections of the
 * server itself, which belong to no single space.
 */
export const LEAST_RANK = {
  'space.read': 'viewer',
  'members.read': 'viewer',
  'members.add': 'admin',
  'members.change_role': 'admin',
  'members.remove': 'admin',
  'sources.read': 'viewer',
  'sources.add': 'superadmin',
  'sources.remove': 'superadmin',
  'checks.read': 'viewer',
  'checks.create': 'editor',
  'checks.update': 'editor',
  'checks.archive': 'editor',
  'checks.preview': 'editor',
  'checks.run': 'editor',
  'checks.push': 'editor',
  'executions.read': 'viewer',
  'executions.ignore': 'editor',
} as const satisfies Record<string, Rank>;

export type SpaceAction = keyof typeof LEAST_RANK;

/** Whether somebody of this rank may do this. */
export function isAllowed(rank: Rank, action: SpaceAction): boolean {
  return RANKS.indexOf(rank) >= RANKS.indexOf(LEAST_RANK[action]);
}
