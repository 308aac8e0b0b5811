import { listKeysOfAll, setKeyTier } from '@/lib/api-keys/administration/administration';
import { getApiKey, listApiKeys, revokeApiKey } from '@/lib/api-keys/api-keys';
import { rotateApiKey } from '@/lib/api-keys/rotation/rotation';
import { pool } from '@/lib/db';
import { codeOf } from '../support/codes';
import { createTenant, type Tenant, throughKey } from '../support/factories';
import { call, json, withKey } from '../support/routes';
import { keyRow } from '../support/rows';

async function createSuperadmin(): Promise<Tenant> {
  const tenant = await createTenant();
  await pool().query('UPDATE users SET is_superadmin = true WHERE id = $1', [tenant.actor.userId]);
  return { ...tenant, actor: { ...tenant.actor, isSuperadmin: true } };
}

describe('the tier of a key', () => {
  it('is standard at first, whoever makes it', async () => {
    const { actor } = await createSuperadmin();
    expect((await listApiKeys(actor)).map(({ tier }) => tier)).toEqual(['standard']);
  });

  it('is set by a superadmin, on the page and over the API, and shown to the owner', async () => {
    const [root, owner] = [await createSuperadmin(), await createTenant()];
    const changed = await setKeyTier(root.actor, owner.apiKey.id, { tier: 'premium' });
    expect(changed).toMatchObject({ tier: 'premium', owner: { email: owner.actor.email } });
    expect((await getApiKey(owner.actor, owner.apiKey.id)).tier).toBe('premium');

    const path = `/admin/api-keys/${owner.apiKey.id}`;
    const body = { ...withKey(root.secret), ...json({ tier: 'internal' }) };
    const answer = await call('PATCH', path, withKey(root.secret, body));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ tier: 'internal', owner: { email: owner.actor.email } });
    const mine = await call('GET', `/api-keys/${owner.apiKey.id}`, withKey(owner.secret));
    expect((await mine.json()).tier).toBe('internal');
  });

  it.each(['session', 'key'] as const)(
    'is no business of anybody else, by %s, not even of the owner',
    async (door) => {
      const owner = await createTenant();
      const actor = door === 'key' ? throughKey(owner) : owner.actor;
      const code = door === 'key' ? 'insufficient_scope' : 'forbidden';
      const before = await keyRow(owner.apiKey.id);
      expect(await codeOf(setKeyTier(actor, owner.apiKey.id, { tier: 'internal' }))).toBe(code);
      expect(await codeOf(listKeysOfAll(actor, {}))).toBe(code);
      expect(await keyRow(owner.apiKey.id)).toBe(before);
      const answer = await call('GET', '/admin/api-keys', withKey(owner.secret));
      expect([answer.status, (await answer.json()).code]).toEqual([403, 'insufficient_scope']);
    },
  );

  it('goes over to the key that takes its place', async () => {
    const [root, owner] = [await createSuperadmin(), await createTenant()];
    await setKeyTier(root.actor, owner.apiKey.id, { tier: 'premium' });
    expect((await rotateApiKey(owner.actor, owner.apiKey.id, {})).apiKey.tier).toBe('premium');
  });

  it('cannot be set on a key that was deleted or does not exist', async () => {
    const [root, owner] = [await createSuperadmin(), await createTenant()];
    await revokeApiKey(owner.actor, owner.apiKey.id);
    const before = await keyRow(owner.apiKey.id);
    for (const id of [owner.apiKey.id, root.actor.userId, 'no id']) {
      expect(await codeOf(setKeyTier(root.actor, id, { tier: 'premium' }))).toBe('not_found');
    }
    expect(await keyRow(owner.apiKey.id)).toBe(before);
  });

  it('is one of those there are', async () => {
    const root = await createSuperadmin();
    const set = setKeyTier(root.actor, root.apiKey.id, { tier: 'gold' as never });
    expect(await codeOf(set)).toBe('validation_failed');
  });
});

describe('the keys of all', () => {
  it('are those above standard, or those of the owners whose address has a text in it', async () => {
    const [root, raised, plain] = [await createSuperadmin(), await createTenant(), await createTenant()];
    await setKeyTier(root.actor, raised.apiKey.id, { tier: 'premium' });
    const ids = async (owner?: string) => (await listKeysOfAll(root.actor, { owner })).map(({ id }) => id);
    expect(await ids()).toContain(raised.apiKey.id);
    expect(await ids()).not.toContain(plain.apiKey.id);
    expect(await ids(plain.actor.email.slice(2).toUpperCase())).toEqual([plain.apiKey.id]);
    expect(await ids('%')).toEqual([]);
    await revokeApiKey(raised.actor, raised.apiKey.id);
    expect(await ids()).not.toContain(raised.apiKey.id);
  });

  it('show nothing that could be a secret', async () => {
    const root = await createSuperadmin();
    const [key] = await listKeysOfAll(root.actor, { owner: root.actor.email });
    expect(JSON.stringify(key)).not.toContain(root.secret.slice(19));
    expect(Object.keys(key ?? {})).not.toContain('keyHash');
  });
});
