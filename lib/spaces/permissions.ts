import { ROLES, type Role } from '../roles';

/**
 * Who may do what in a space: the one table, read by pages, actions and the
 * API alike. Each action names the least role that may do it; a superadmin
 * may do everything an admin may.
 */
export const LEAST_ROLE = {
  'space.read': 'viewer',
  'members.read': 'viewer',
  'members.add': 'admin',
  'members.change_role': 'admin',
  'members.remove': 'admin',
} as const satisfies Record<string, Role>;

export type SpaceAction = keyof typeof LEAST_ROLE;

/** Whether somebody with this role may do this. */
export function isAllowed(role: Role, action: SpaceAction): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[action]);
}
