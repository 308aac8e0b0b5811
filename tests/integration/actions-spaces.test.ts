import {
  addMemberAction,
  changeRoleAction,
  removeMemberAction,
} from '@/app/(app)/spaces/[space]/members/actions';
import { createSpaceAction } from '@/app/(app)/spaces/actions';
import type { Actor } from '@/lib/actor';
import { operatorActor } from '@/lib/auth/operator';
import { db } from '@/lib/db';
import type { Role } from '@/lib/roles';
import { setUserActive } from '@/lib/users/users';
import { signInAs, signOut, takeRevalidated } from '../support/browser-session';
import { createSpaceFor, createUser } from '../support/factories';

jest.mock('next/headers', () => jest.requireActual('../support/browser-session').nextHeaders);
jest.mock('next/cache', () => jest.requireActual('../support/browser-session').nextCache);

const SHELL = '/';
const refused = (code: string) => ({ ok: false, error: { code, message: expect.any(String) } });

let space: { id: string; slug: string };
let admin: Actor;
let editor: Actor;
let viewer: Actor;
let outsider: Actor;
let theirs: { id: string; slug: string };

beforeEach(async () => {
  signOut();
  takeRevalidated();
  [admin, editor, viewer, outsider] = [
    await createUser(),
    await createUser(),
    await createUser(),
    await createUser(),
  ];
  space = await createSpaceFor(admin, 'admin');
  await join(editor, 'editor');
  await join(viewer, 'viewer');
  theirs = await createSpaceFor(outsider, 'admin');
});

const join = ({ userId }: Actor, role: Role) =>
  db().member.create({ data: { spaceId: space.id, userId, role }, select: { role: true } });

const everything = async () => [
  await db().space.findMany({ orderBy: { id: 'asc' } }),
  await db().member.findMany({ orderBy: [{ spaceId: 'asc' }, { userId: 'asc' }] }),
];

const roleOf = async ({ userId }: Actor, spaceId = space.id) =>
  (await db().member.findUnique({ where: { spaceId_userId: { spaceId, userId } } }))?.role ?? null;

/** Runs the work and expects every space and member to be as it was before. */
async function changingNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = await everything();
  const result = await work();
  expect(await everything()).toEqual(before);
  return result;
}

/** Each action about members with input that would do, aimed at a space and one of its members. */
const MEMBER_ACTIONS: [
  name: string,
  call: (slug: string, userId: string, email: string) => Promise<unknown>,
][] = [
  ['add', (slug, _userId, email) => addMemberAction({ space: slug, email, role: 'viewer' })],
  ['change the role of', (slug, userId) => changeRoleAction({ space: slug, userId, role: 'editor' })],
  ['remove', (slug, userId) => removeMemberAction({ space: slug, userId })],
];

describe.each(MEMBER_ACTIONS)('to %s a member', (_name, call) => {
  it('nobody who is signed out, ended or deactivated gets anywhere, and what they typed stays', async () => {
    const attempt = () => changingNothing(() => call(space.slug, viewer.userId, outsider.email));
    expect(await attempt()).toMatchObject(refused('unauthenticated'));
    await signInAs(admin, 1);
    expect(await attempt()).toMatchObject(refused('unauthenticated'));
    await signInAs(admin);
    await setUserActive(operatorActor(), admin.email, false);
    expect(await attempt()).toMatchObject(refused('unauthenticated'));
    expect(takeRevalidated()).toEqual([]);
  });

  it('a viewer and an editor are told which role it takes, and see the page anew', async () => {
    for (const actor of [viewer, editor]) {
      await signInAs(actor);
      const result = await changingNothing(() => call(space.slug, admin.userId, outsider.email));
      expect(result).toMatchObject(refused('forbidden'));
      expect(result).toMatchObject({ error: { message: expect.stringContaining('takes the role admin') } });
      expect(takeRevalidated()).toEqual([SHELL]);
    }
  });

  it('an admin of another space finds no such space, like one that is not there', async () => {
    await signInAs(outsider);
    const results = await changingNothing(async () => [
      await call(space.slug, viewer.userId, outsider.email),
      await call('nowhere', viewer.userId, outsider.email),
    ]);
    for (const result of results) expect(result).toMatchObject(refused('not_found'));
  });

  it('an admin who was lowered meanwhile is refused on the very next click', async () => {
    await signInAs(admin);
    await db().member.updateMany({ where: { userId: admin.userId }, data: { role: 'viewer' } });
    expect(await changingNothing(() => call(space.slug, viewer.userId, outsider.email))).toMatchObject(
      refused('forbidden'),
    );
  });

  it('input of the wrong shape is refused field by field', async () => {
    await signInAs(admin);
    expect(await changingNothing(() => call(7 as never, 8 as never, '' as never))).toMatchObject(
      refused('validation_failed'),
    );
  });
});

describe('adding', () => {
  it('makes somebody with an account a member with that role', async () => {
    await signInAs(admin);
    const email = ` ${outsider.email.toUpperCase()} `;
    expect(await addMemberAction({ space: space.slug, email, role: 'editor' })).toMatchObject({
      ok: true,
      data: { userId: outsider.userId, role: 'editor' },
    });
    expect(await roleOf(outsider)).toBe('editor');
    expect(await roleOf(outsider, theirs.id)).toBe('admin');
    expect(takeRevalidated()).toEqual([SHELL]);
  });

  it('says beside the address that nobody has it, or that they are a member already', async () => {
    await signInAs(admin);
    for (const [email, code] of [
      ['nobody@example.com', 'no_such_user'],
      [viewer.email, 'already_member'],
    ]) {
      expect(
        await changingNothing(() => addMemberAction({ space: space.slug, email, role: 'viewer' })),
      ).toMatchObject({
        ok: false,
        error: { code, fieldErrors: { email: expect.stringContaining(`${email}`) } },
      });
    }
  });
});

describe('changing a role', () => {
  it('changes that role and no other', async () => {
    await signInAs(admin);
    expect(await changeRoleAction({ space: space.slug, userId: viewer.userId, role: 'admin' })).toMatchObject(
      { ok: true, data: { role: 'admin' } },
    );
    expect(await Promise.all([admin, editor, viewer].map((actor) => roleOf(actor)))).toEqual([
      'admin',
      'editor',
      'admin',
    ]);
    expect(takeRevalidated()).toEqual([SHELL]);
  });

  it('does not find somebody who is no member, and has the page made anew', async () => {
    await signInAs(admin);
    expect(
      await changingNothing(() =>
        changeRoleAction({ space: space.slug, userId: outsider.userId, role: 'viewer' }),
      ),
    ).toMatchObject(refused('not_found'));
    expect(takeRevalidated()).toEqual([SHELL]);
  });

  it('leaves the last admin one', async () => {
    await signInAs(admin);
    expect(
      await changingNothing(() =>
        changeRoleAction({ space: space.slug, userId: admin.userId, role: 'editor' }),
      ),
    ).toMatchObject(refused('last_admin'));
  });
});

describe('removing', () => {
  it('ends somebody’s membership here and nowhere else', async () => {
    await signInAs(admin);
    await db().member.create({ data: { spaceId: theirs.id, userId: viewer.userId, role: 'viewer' } });
    expect(await removeMemberAction({ space: space.slug, userId: viewer.userId })).toEqual({
      ok: true,
      data: { hasLeft: false },
    });
    expect(await roleOf(viewer)).toBeNull();
    expect(await roleOf(viewer, theirs.id)).toBe('viewer');
    expect(takeRevalidated()).toEqual([SHELL]);
  });

  it('lets a viewer leave, without making the page anew that is no longer theirs', async () => {
    await signInAs(viewer);
    expect(await removeMemberAction({ space: space.slug, userId: viewer.userId })).toEqual({
      ok: true,
      data: { hasLeft: true },
    });
    expect(await roleOf(viewer)).toBeNull();
    expect(takeRevalidated()).toEqual([]);
  });

  it('does not let the last admin leave', async () => {
    await signInAs(admin);
    expect(
      await changingNothing(() => removeMemberAction({ space: space.slug, userId: admin.userId })),
    ).toMatchObject(refused('last_admin'));
  });
});

describe('creating a space', () => {
  it('is for superadmins, who become its first admin', async () => {
    const input = { name: 'Customer data', slug: `space-${crypto.randomUUID()}` };
    await signInAs(admin);
    expect(await changingNothing(() => createSpaceAction(input))).toMatchObject(refused('forbidden'));
    const superadmin = await createUser({ isSuperadmin: true });
    await signInAs(superadmin);
    takeRevalidated();
    const result = await createSpaceAction(input);
    if (!result.ok) throw new Error(result.error.message);
    expect(await roleOf(superadmin, result.data.id)).toBe('admin');
    expect(takeRevalidated()).toEqual([SHELL]);
  });

  it('says beside the short name that it is taken or will not do', async () => {
    await signInAs(await createUser({ isSuperadmin: true }));
    for (const [slug, code] of [
      [space.slug, 'slug_taken'],
      ['No Spaces', 'validation_failed'],
    ]) {
      expect(await changingNothing(() => createSpaceAction({ name: 'Another', slug }))).toMatchObject({
        ok: false,
        error: { code, fieldErrors: { slug: expect.any(String) } },
      });
    }
  });
});
