import type { Actor } from '@/lib/actor';
import { operatorActor } from '@/lib/auth/operator';
import { currentActor } from '@/lib/auth/session';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors/app-error';
import { isAllowed, LEAST_RANK, RANKS, type Rank, type SpaceAction } from '@/lib/spaces/permissions';
import * as spaces from '@/lib/spaces/spaces';
import { setUserActive } from '@/lib/users/users';
import { signInAs } from '../support/browser-session';
import { createKeyFor, createUser } from '../support/factories';
import { call, withKey } from '../support/routes';
import { createFixture, type Fixture, TRIALS, VARIABLE } from '../support/trials';

jest.mock('next/headers', () => jest.requireActual('../support/browser-session').nextHeaders);

/*
 * Every action of the permission table, tried by every kind of person through
 * both doors: a real key on the real route, and a real session on the function
 * that the pages call. Keys and sessions are older than the change of role that
 * they must obey.
 */

beforeAll(() => {
  process.env[VARIABLE] = 'postgresql://reader:nothing@127.0.0.1:9/nowhere';
});
afterAll(() => {
  delete process.env[VARIABLE];
});

/** What may have become of somebody since they signed in and made their key. */
const PEOPLE = {
  viewer: { joins: 'viewer', rank: 'viewer' },
  editor: { joins: 'editor', rank: 'editor' },
  admin: { joins: 'admin', rank: 'admin' },
  superadmin: { joins: null, rank: 'superadmin' },
  'an outsider': { joins: null, rank: null },
  'an admin who was removed': { joins: 'admin', rank: null },
  'an admin who was lowered to viewer': { joins: 'admin', rank: 'viewer' },
  'a viewer who was raised to editor': { joins: 'viewer', rank: 'editor' },
  'a superadmin who is none any more': { joins: null, rank: null },
  'an admin who was deactivated': { joins: 'admin', rank: 'deactivated' },
} as const satisfies Record<
  string,
  { joins: 'viewer' | 'editor' | 'admin' | null; rank: Rank | null | 'deactivated' }
>;
type Kind = keyof typeof PEOPLE;
const ACTIONS = Object.keys(TRIALS) as SpaceAction[];

describe.each(Object.keys(PEOPLE) as Kind[])('%s', (kind) => {
  const { joins, rank } = PEOPLE[kind];
  let space: Fixture;
  let person: Actor;
  let secret: string;

  beforeAll(async () => {
    space = await createFixture();
    person = await createUser({ isSuperadmin: kind.includes('superadmin') });
    secret = (await createKeyFor(person)).secret;
    const { slug, spaceId, owner } = space;
    if (joins) await db().member.create({ data: { spaceId, userId: person.userId, role: joins } });
    await signInAs(person);
    // The key and the session work as the person they were made for …
    const { status } = await call('GET', '/users/me', withKey(secret));
    expect([status, (await currentActor())?.userId]).toEqual([200, person.userId]);
    // … and then things change.
    if (kind === 'an admin who was removed') await spaces.removeMember(owner, slug, person.userId);
    if (kind === 'an admin who was lowered to viewer')
      await spaces.changeRole(owner, slug, person.userId, { role: 'viewer' });
    if (kind === 'a viewer who was raised to editor')
      await spaces.changeRole(owner, slug, person.userId, { role: 'editor' });
    if (kind === 'a superadmin who is none any more')
      await db().user.update({ where: { id: person.userId }, data: { isSuperadmin: false } });
    if (kind === 'an admin who was deactivated') await setUserActive(operatorActor(), person.email, false);
  });

  it.each(ACTIONS)('may do %s with a key exactly as the table says', async (action) => {
    const [method, path, init] = await TRIALS[action].api(space);
    const before = await everythingIn(space.spaceId);
    const response = await call(method, path, withKey(secret, init));
    expect(await outcomeOf(response)).toBe(expected(action, 'insufficient_scope', 'invalid_token'));
    if (!isDone(action)) expect(await everythingIn(space.spaceId)).toEqual(before);
  });

  it.each(ACTIONS)('may do %s in the browser exactly as the table says', async (action) => {
    await signInAs(person);
    const attempt = await TRIALS[action].session(space);
    const before = await everythingIn(space.spaceId);
    const actor = await currentActor();
    const outcome = actor ? await codeOrDone(attempt(actor)) : 'unauthenticated';
    expect(outcome).toBe(expected(action, 'forbidden', 'unauthenticated'));
    if (!isDone(action)) expect(await everythingIn(space.spaceId)).toEqual(before);
  });

  const isDone = (action: SpaceAction) => rank !== null && rank !== 'deactivated' && isAllowed(rank, action);

  function expected(action: SpaceAction, refused: string, unknown: string): string {
    if (rank === 'deactivated') return unknown;
    if (rank === null) return 'not_found';
    if (isDone(action)) return 'done';
    return refused;
  }
});

/** Everything that an action could have changed, as text. */
async function everythingIn(spaceId: string): Promise<unknown> {
  const where = { where: { spaceId } };
  return {
    members: await db().member.findMany({ ...where, orderBy: { userId: 'asc' } }),
    sources: await db().source.findMany({ ...where, orderBy: { id: 'asc' } }),
    checks: await db().check.findMany({ ...where, orderBy: { id: 'asc' } }),
    executions: await db().execution.findMany({
      ...where,
      orderBy: { id: 'asc' },
      select: { id: true, ignoredAt: true },
    }),
  };
}

/** A source that cannot be reached is none of the permission table's business. */
const done = (code: string) => (code === 'source_unavailable' ? 'done' : code);

async function outcomeOf(response: Response): Promise<string> {
  if (response.ok) return 'done';
  return done((await response.json()).code);
}

function codeOrDone(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof AppError) return done(error.code);
      throw error;
    },
  );
}

it('a refusal names the role it takes, and a space one may not see looks like none', async () => {
  const { slug, spaceId, newMember } = await createFixture();
  const viewer = await createUser();
  await db().member.create({ data: { spaceId, userId: viewer.userId, role: 'viewer' } });
  const detail = (work: Promise<unknown>) => work.catch((error: AppError) => error.detail);
  expect(await detail(spaces.removeMember(viewer, slug, await newMember()))).toContain(
    'takes the role admin',
  );
  const outsider = await createUser();
  const hidden = await detail(spaces.getSpace(outsider, slug));
  const absent = await detail(spaces.getSpace(outsider, 'no-such-space'));
  expect(String(hidden).replace(slug, '')).toBe(String(absent).replace('no-such-space', ''));
});

it('each rank may do all that the one below may', () => {
  for (const action of Object.keys(LEAST_RANK) as SpaceAction[]) {
    const allowed = RANKS.map((rank) => isAllowed(rank, action));
    expect(allowed).toEqual([...allowed].sort());
  }
});
