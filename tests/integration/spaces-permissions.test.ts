import type { Actor } from '@/lib/actor';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors/app-error';
import { ROLES, type Role } from '@/lib/roles';
import { isAllowed, LEAST_RANK, type SpaceAction } from '@/lib/spaces/permissions';
import * as spaces from '@/lib/spaces/spaces';
import { createKeyFor, createSpaceFor, createUser, throughKey } from '../support/factories';

/**
 * Every action of the permission table, tried by every kind of person through
 * both doors. An action without a trial here does not compile.
 */
type Trial = (actor: Actor, slug: string, someone: Actor) => Promise<unknown>;

const TRIALS: Partial<Record<SpaceAction, Trial>> = {
  'space.read': (actor, slug) => spaces.getSpace(actor, slug),
  'members.read': (actor, slug) => spaces.listMembers(actor, slug),
  'members.add': async (actor, slug) => {
    const { email } = await createUser();
    return spaces.addMember(actor, slug, { email, role: 'viewer' });
  },
  'members.change_role': (actor, slug, someone) =>
    spaces.changeRole(actor, slug, someone.userId, { role: 'editor' }),
  'members.remove': (actor, slug, someone) => spaces.removeMember(actor, slug, someone.userId),
};

const PEOPLE = [...ROLES, 'outsider', 'former member', 'lowered admin', 'superadmin'] as const;
type Kind = (typeof PEOPLE)[number];

/** The role somebody of this kind has in the end; null when they may not even see the space. */
function roleOf(kind: Kind): Role | null {
  if (kind === 'outsider' || kind === 'former member') return null;
  if (kind === 'lowered admin') return 'viewer';
  return kind === 'superadmin' ? 'admin' : kind;
}

async function prepare(kind: Kind) {
  const owner = await createUser();
  const { id: spaceId, slug } = await createSpaceFor(owner, 'admin');
  const person = await createUser({ isSuperadmin: kind === 'superadmin' });
  const someone = await createUser();
  await db().member.create({ data: { spaceId, userId: someone.userId, role: 'viewer' } });
  const key = await createKeyFor(person);
  const join = (role: Role) => db().member.create({ data: { spaceId, userId: person.userId, role } });
  if (kind === 'viewer' || kind === 'editor' || kind === 'admin') await join(kind);
  if (kind === 'former member') {
    await join('admin');
    await spaces.removeMember(owner, slug, person.userId);
  }
  if (kind === 'lowered admin') {
    await join('admin');
    await spaces.changeRole(owner, slug, person.userId, { role: 'viewer' });
  }
  const doors = { session: person, 'API key': throughKey({ actor: person, ...key }) };
  return { slug, spaceId, someone, doors };
}

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );

describe.each(PEOPLE)('a person who is %s', (kind) => {
  describe.each(['session', 'API key'] as const)('through the door %s', (door) => {
    it.each(Object.keys(TRIALS) as SpaceAction[])('may do %s only as the table says', async (action) => {
      const { slug, spaceId, someone, doors } = await prepare(kind);
      const role = roleOf(kind);
      const refused = door === 'session' ? 'forbidden' : 'insufficient_scope';
      const expected = role === null ? 'not_found' : isAllowed(role, action) ? 'done' : refused;
      const before = await db().member.findMany({ where: { spaceId }, orderBy: { userId: 'asc' } });
      expect(await outcome((TRIALS[action] as Trial)(doors[door], slug, someone))).toBe(expected);
      if (expected === 'done') return;
      expect(await db().member.findMany({ where: { spaceId }, orderBy: { userId: 'asc' } })).toEqual(before);
    });
  });
});

it('a refusal names the role it takes, and a space one may not see looks like none', async () => {
  const { slug, doors, someone } = await prepare('viewer');
  const detail = (work: Promise<unknown>) => work.catch((error: AppError) => error.detail);
  const refusal = spaces.removeMember(doors['API key'], slug, someone.userId);
  expect(await detail(refusal)).toContain('takes the role admin');
  const outsider = await createUser();
  const hidden = await detail(spaces.getSpace(outsider, slug));
  const absent = await detail(spaces.getSpace(outsider, 'no-such-space'));
  expect(String(hidden).replace(slug, '')).toBe(String(absent).replace('no-such-space', ''));
});

it('each role may do all that the one below may', () => {
  for (const action of Object.keys(LEAST_RANK) as SpaceAction[]) {
    const allowed = ROLES.map((role) => isAllowed(role, action));
    expect(allowed).toEqual([...allowed].sort());
  }
});
