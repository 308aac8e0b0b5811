import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { Person } from './people';
import type { World } from './world';

type Role = 'viewer' | 'editor' | 'admin';

/** A space with these members, in this order of their names. */
export async function createSpace({ sql }: World, members: [Person, Role][]): Promise<string> {
  const id = randomUUID();
  const slug = `team-${id}`;
  await sql("INSERT INTO spaces (id, slug, name) VALUES ($1, $2, 'Team')", [id, slug]);
  for (const [index, [person, role]] of members.entries()) {
    await sql('INSERT INTO members (space_id, user_id, role) VALUES ($1, $2, $3)', [id, person.id, role]);
    await sql('UPDATE users SET first_name = $2 WHERE id = $1', [person.id, `Person ${index + 1}`]);
  }
  return slug;
}

const TEAMS = "space_id IN (SELECT id FROM spaces WHERE name = 'Team')";

export async function setRole({ sql }: World, person: Person, role: Role): Promise<void> {
  await sql(`UPDATE members SET role = $2 WHERE user_id = $1 AND ${TEAMS}`, [person.id, role]);
}

export async function removeFromSpaces({ sql }: World, person: Person): Promise<void> {
  await sql(`DELETE FROM members WHERE user_id = $1 AND ${TEAMS}`, [person.id]);
}

/** The open dialog. A toast has the role too, but is not modal. */
export function dialogOf(page: Page): Locator {
  return page.locator('[role=dialog]:not([aria-modal=false])');
}
