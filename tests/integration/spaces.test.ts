import { operatorActor } from '@/lib/auth/operator';
import { db } from '@/lib/db';
import * as spaces from '@/lib/spaces/spaces';
import { setUserActive } from '@/lib/users/users';
import { codeOf } from '../support/codes';
import { createKeyFor, createSpaceFor, createTenant, createUser } from '../support/factories';
import { call, json, withKey } from '../support/routes';

describe('spaces', () => {
  it('lists one’s own with one’s own role, and all of them for a superadmin', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    const superadmin = await createUser({ isSuperadmin: true });
    const mine = await createSpaceFor(ada, 'editor');
    const theirs = await createSpaceFor(bob, 'admin');
    const listed = await spaces.listSpaces(ada);
    expect(listed.map(({ slug, role, memberCount }) => ({ slug, role, memberCount }))).toEqual([
      { slug: mine.slug, role: 'editor', memberCount: 1 },
    ]);
    const all = (await spaces.listSpaces(superadmin)).map(({ slug, role }) => `${slug} ${role}`);
    expect(all).toEqual(expect.arrayContaining([`${mine.slug} admin`, `${theirs.slug} admin`]));
  });

  it('are created by superadmins only, who become their first admin, under a slug used once', async () => {
    const superadmin = await createUser({ isSuperadmin: true });
    const ada = await createUser();
    const input = { slug: 'orders-2026', name: 'Orders' };
    expect(await codeOf(spaces.createSpace(ada, input))).toBe('forbidden');
    expect(await spaces.createSpace(superadmin, input)).toMatchObject({
      ...input,
      role: 'admin',
      memberCount: 1,
    });
    expect(await codeOf(spaces.createSpace(superadmin, { ...input, name: 'Other' }))).toBe('slug_taken');
    expect(await codeOf(spaces.getSpace(ada, 'orders-2026'))).toBe('not_found');
  });

  it.each(['', 'A', 'My Space', 'a--b', '-a', 'a-', 'ä', 'x'.repeat(51), '../x'])(
    'refuse the slug "%s"',
    async (slug) => {
      const superadmin = await createUser({ isSuperadmin: true });
      expect(await codeOf(spaces.createSpace(superadmin, { slug, name: 'x' }))).toBe('validation_failed');
    },
  );
});

describe('members', () => {
  it('are added by address, whatever its case, and must have an active account', async () => {
    const [ada, bob, gone] = [await createUser(), await createUser(), await createUser()];
    const { slug } = await createSpaceFor(ada, 'admin');
    await setUserActive(operatorActor(), gone.email, false);
    const added = await spaces.addMember(ada, slug, {
      email: ` ${bob.email.toUpperCase()} `,
      role: 'editor',
    });
    expect(added).toMatchObject({ userId: bob.userId, email: bob.email, role: 'editor' });
    const add = (email: string) => codeOf(spaces.addMember(ada, slug, { email, role: 'viewer' }));
    expect(await add(bob.email)).toBe('already_member');
    expect(await add(gone.email)).toBe('no_such_user');
    expect(await add('nobody@example.com')).toBe('no_such_user');
    expect((await spaces.getSpace(bob, slug)).role).toBe('editor');
  });

  it('may leave by themselves, and are strangers from then on', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    const { slug } = await createSpaceFor(ada, 'admin');
    await spaces.addMember(ada, slug, { email: bob.email, role: 'viewer' });
    await spaces.removeMember(bob, slug, bob.userId);
    expect(await codeOf(spaces.getSpace(bob, slug))).toBe('not_found');
  });

  it('always have an admin among them: the last can neither leave nor be lowered, by nobody', async () => {
    const ada = await createUser();
    const superadmin = await createUser({ isSuperadmin: true });
    const { slug, id: spaceId } = await createSpaceFor(ada, 'admin');
    for (const actor of [ada, superadmin]) {
      expect(await codeOf(spaces.removeMember(actor, slug, ada.userId))).toBe('last_admin');
      expect(await codeOf(spaces.changeRole(actor, slug, ada.userId, { role: 'viewer' }))).toBe('last_admin');
    }
    expect(await db().member.findMany({ where: { spaceId } })).toMatchObject([{ role: 'admin' }]);
  });

  it('keep one admin when two lower each other, or leave, at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const [ada, bob] = [await createUser(), await createUser()];
      const { slug, id: spaceId } = await createSpaceFor(ada, 'admin');
      await spaces.addMember(ada, slug, { email: bob.email, role: 'admin' });
      const outcomes = await Promise.allSettled([
        spaces.changeRole(ada, slug, bob.userId, { role: 'viewer' }),
        spaces.removeMember(bob, slug, ada.userId),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1);
      expect(await db().member.count({ where: { spaceId, role: 'admin' } })).toBe(1);
    }
  });

  it.each(['not-a-uuid', '0190a0a0-0000-7000-8000-000000000000'])(
    'that do not exist (%s) are not found',
    async (id) => {
      const ada = await createUser();
      const { slug } = await createSpaceFor(ada, 'admin');
      expect(await codeOf(spaces.changeRole(ada, slug, id, { role: 'viewer' }))).toBe('not_found');
      expect(await codeOf(spaces.removeMember(ada, slug, id))).toBe('not_found');
    },
  );
});

describe('over the API', () => {
  it('a key does what its owner’s role allows from one request to the next', async () => {
    const admin = await createTenant();
    const { slug } = await createSpaceFor(admin.actor, 'admin');
    const person = await createTenant();
    const ask = async (method: 'GET' | 'DELETE', path: string, body?: unknown) =>
      (await call(method, path, withKey(person.secret, body ? json(body) : {}))).status;
    const members = `/spaces/${slug}/members`;
    expect(await ask('GET', `/spaces/${slug}`)).toBe(404);
    const added = await call(
      'POST',
      members,
      withKey(admin.secret, json({ email: person.actor.email, role: 'viewer' })),
    );
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({ user_id: person.actor.userId, role: 'viewer' });
    expect(await ask('GET', `/spaces/${slug}`)).toBe(200);
    const refusal = await call('DELETE', `${members}/${admin.actor.userId}`, withKey(person.secret));
    expect(refusal.status).toBe(403);
    expect(refusal.headers.get('www-authenticate')).toBe('Bearer realm="qarion", error="insufficient_scope"');
    expect((await refusal.json()).detail).toContain('role admin');
    const path = `${members}/${person.actor.userId}`;
    expect((await call('PATCH', path, withKey(admin.secret, json({ role: 'admin' })))).status).toBe(200);
    expect((await (await call('GET', members, withKey(person.secret))).json()).length).toBe(2);
    expect((await call('DELETE', path, withKey(admin.secret))).status).toBe(204);
    expect(await ask('GET', members)).toBe(404);
  });

  it('GET /spaces is a bare array in snake_case, and POST is for superadmins', async () => {
    const { actor, secret } = await createTenant();
    const { id, slug } = await createSpaceFor(actor, 'viewer');
    expect(await (await call('GET', '/spaces', withKey(secret))).json()).toEqual([
      {
        id,
        slug,
        name: expect.any(String),
        role: 'viewer',
        member_count: 1,
        created_at: expect.stringMatching(/Z$/),
      },
    ]);
    expect(
      (await call('POST', '/spaces', withKey(secret, json({ slug: 'new-one', name: 'New' })))).status,
    ).toBe(403);
    const superadmin = await createUser({ isSuperadmin: true });
    const key = await createKeyFor(superadmin);
    const created = await call(
      'POST',
      '/spaces',
      withKey(key.secret, json({ slug: 'new-one', name: 'New' })),
    );
    expect(created.status).toBe(201);
    expect(await created.json()).toMatchObject({ slug: 'new-one', role: 'admin' });
  });
});
