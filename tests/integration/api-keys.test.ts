import {
  createApiKey,
  getApiKey,
  getOwnApiKey,
  listApiKeys,
  renameApiKey,
  revokeApiKey,
} from '@/lib/api-keys/api-keys';
import { hashSecret, isWellFormedSecret } from '@/lib/api-keys/token';
import { writeKeyUse } from '@/lib/api-keys/usage/store';
import { pool } from '@/lib/db';
import { codeOf } from '../support/codes';
import { createKeyFor, createTenant, createUser, throughKey } from '../support/factories';
import { keyRow, setKeyColumn } from '../support/rows';
import { tracesOf } from '../support/secrets';

const YESTERDAY = new Date(Date.now() - 86_400_000);

describe('creating', () => {
  it('gives the secret once and stores its hash and prefix only', async () => {
    const actor = await createUser();
    const { apiKey, secret } = await createApiKey(actor, {
      name: ' CI Pipeline - Production ',
      expiresInDays: 30,
    });
    expect(isWellFormedSecret(secret)).toBe(true);
    expect(apiKey).toMatchObject({
      name: 'CI Pipeline - Production',
      keyPrefix: secret.slice(0, 19),
      isActive: true,
      canCreateKeys: false,
      lastUsedAt: null,
    });
    expect(apiKey.expiresAt?.getTime()).toBe(apiKey.createdAt.getTime() + 30 * 86_400_000);
    const row = await keyRow(apiKey.id);
    expect(row).not.toContain(secret.slice(19));
    expect(JSON.parse(row).key_hash).toBe(`\\x${Buffer.from(hashSecret(secret)).toString('hex')}`);
  });

  it('refuses a name in use, whatever its case, and only for the same person', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    await createApiKey(ada, { name: 'Deploy' });
    expect(await codeOf(createApiKey(ada, { name: 'Deploy' }))).toBe('name_taken');
    expect(await codeOf(createApiKey(ada, { name: '  dEPLOY ' }))).toBe('name_taken');
    await expect(createApiKey(bob, { name: 'Deploy' })).resolves.toBeDefined();
  });

  it('lets a name be used again as soon as its key is revoked', async () => {
    const ada = await createUser();
    const { apiKey } = await createApiKey(ada, { name: 'Deploy' });
    await revokeApiKey(ada, apiKey.id);
    const again = await createApiKey(ada, { name: 'deploy' });
    expect(again.apiKey.id).not.toBe(apiKey.id);
  });

  it('gives a name to one of many who ask at once', async () => {
    const ada = await createUser();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => createApiKey(ada, { name: i % 2 ? 'same' : 'SAME' })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listApiKeys(ada)).toHaveLength(1);
  });

  it.each(['', '   ', 'a\nb', 'a'.repeat(101)])(
    'does not take the name %p, even from our own code',
    async (name) => {
      const ada = await createUser();
      await expect(createApiKey(ada, { name })).rejects.toThrow();
      expect(await listApiKeys(ada)).toEqual([]);
    },
  );

  it('with a key needs the right to, and does not pass that right on', async () => {
    const plain = await createTenant();
    expect(await codeOf(createApiKey(throughKey(plain), { name: 'x' }))).toBe('insufficient_scope');
    expect(await listApiKeys(plain.actor)).toHaveLength(1);

    const creator = await createTenant({ canCreateKeys: true });
    const { apiKey } = await createApiKey(throughKey(creator), { name: 'x' });
    expect(apiKey.canCreateKeys).toBe(false);
  });
});

describe('the limit of 50 active keys', () => {
  it('lets exactly one of 20 who ask at once have the last place', async () => {
    const [ada, bob] = [await createUser(), await createUser()];
    await createKeys(ada.userId, 49);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => createKeyFor(ada)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['too_many_keys']));
    expect(await listApiKeys(ada)).toHaveLength(50);
    await expect(createKeyFor(bob)).resolves.toBeDefined();
  });

  it('does not count keys that have expired or were revoked', async () => {
    const ada = await createUser();
    await createKeys(ada.userId, 50);
    expect(await codeOf(createKeyFor(ada))).toBe('too_many_keys');
    const [first, second] = await listApiKeys(ada);
    await setKeyColumn(first?.id ?? '', 'expires_at', YESTERDAY);
    await createKeyFor(ada);
    expect(await codeOf(createKeyFor(ada))).toBe('too_many_keys');
    await revokeApiKey(ada, second?.id ?? '');
    await createKeyFor(ada);
    expect(await codeOf(createKeyFor(ada))).toBe('too_many_keys');
  });

  /** Many keys at once, written straight into the table. */
  async function createKeys(userId: string, count: number): Promise<void> {
    await pool().query(
      `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash)
       SELECT gen_random_uuid(), $1::uuid, 'key ' || n, 'qarion_live_sk_0000', sha256(convert_to($1::uuid::text || n, 'UTF8'))
         FROM generate_series(1, $2::int) n`,
      [userId, count],
    );
  }
});

describe('listing and reading', () => {
  it("show the actor's own unrevoked keys, newest first, expired ones as inactive", async () => {
    const { actor, apiKey: first } = await createTenant();
    await createTenant();
    const { apiKey: second } = await createKeyFor(actor);
    const { apiKey: third } = await createKeyFor(actor);
    await revokeApiKey(actor, second.id);
    await setKeyColumn(third.id, 'expires_at', YESTERDAY);
    const keys = await listApiKeys(actor);
    expect(keys.map(({ id, isActive }) => [id, isActive])).toEqual([
      [third.id, false],
      [first.id, true],
    ]);
    expect(await getApiKey(actor, first.id)).toEqual(keys[1]);
    expect(await codeOf(getApiKey(actor, second.id))).toBe('not_found');
  });

  it('never show a secret or a hash, in any form', async () => {
    const { actor, apiKey, secret } = await createTenant();
    const answers = [
      apiKey,
      await listApiKeys(actor),
      await getApiKey(actor, apiKey.id),
      await renameApiKey(actor, apiKey.id, { name: 'New' }),
    ];
    expect(tracesOf(secret, answers)).toEqual([]);
    expect(tracesOf(secret, { a: [{ hash: hashSecret(secret) }] })).toEqual(['hash']);
    expect(tracesOf(secret, { a: `x${secret}` })).toEqual(['secret']);
  });
});

describe('renaming', () => {
  it('changes the name and nothing else', async () => {
    const { actor, apiKey } = await createTenant();
    const before = JSON.parse(await keyRow(apiKey.id));
    expect((await renameApiKey(actor, apiKey.id, { name: '  New  ' })).name).toBe('New');
    expect(JSON.parse(await keyRow(apiKey.id))).toEqual({ ...before, name: 'New' });
  });

  it('refuses a name in use, but not its own in another case', async () => {
    const { actor, apiKey } = await createTenant({ name: 'One' });
    await createKeyFor(actor, { name: 'Two' });
    expect(await codeOf(renameApiKey(actor, apiKey.id, { name: 'tWO' }))).toBe('name_taken');
    expect((await renameApiKey(actor, apiKey.id, { name: 'ONE' })).name).toBe('ONE');
  });
});

describe("another person's key", () => {
  it.each<[string, (a: Awaited<ReturnType<typeof createUser>>, id: string) => Promise<unknown>]>([
    ['get', (actor, id) => getApiKey(actor, id)],
    ['rename', (actor, id) => renameApiKey(actor, id, { name: 'Mine now' })],
    ['revoke', (actor, id) => revokeApiKey(actor, id)],
  ])(
    'cannot be reached by %s, through either door, superadmin or not, and stays as it was',
    async (_name, attempt) => {
      const mine = await createTenant({ canCreateKeys: true });
      const superadmin = await createUser({ isSuperadmin: true });
      const theirs = await createTenant();
      const before = await keyRow(theirs.apiKey.id);
      for (const actor of [mine.actor, throughKey(mine), superadmin]) {
        expect(await codeOf(attempt(actor, theirs.apiKey.id))).toBe('not_found');
      }
      expect(await keyRow(theirs.apiKey.id)).toBe(before);
      expect(await listApiKeys(theirs.actor)).toHaveLength(1);
    },
  );

  it.each([
    '',
    'x',
    "' OR 1=1 --",
    '00000000-0000-0000-0000-000000000000',
    '%',
    '\u0000',
    'a'.repeat(10_000),
  ])('is not found by the id %p', async (id) => {
    const { actor } = await createTenant();
    expect(await codeOf(getApiKey(actor, id))).toBe('not_found');
    expect(await codeOf(renameApiKey(actor, id, { name: 'x' }))).toBe('not_found');
    expect(await codeOf(revokeApiKey(actor, id))).toBe('not_found');
  });
});

describe('revoking', () => {
  it('is what a request is told whose key is deleted while it is answered', async () => {
    const tenant = await createTenant();
    const actor = throughKey(tenant);
    await expect(getOwnApiKey(actor)).resolves.toMatchObject({ id: tenant.apiKey.id });
    await revokeApiKey(tenant.actor, tenant.apiKey.id);
    expect(await codeOf(getOwnApiKey(actor))).toBe('revoked');
  });

  it('keeps the row, with who, when and why', async () => {
    const tenant = await createTenant();
    await revokeApiKey(throughKey(tenant), tenant.apiKey.id);
    const row = JSON.parse(await keyRow(tenant.apiKey.id));
    expect(row.revoked_by_id).toBe(tenant.actor.userId);
    expect(row.revoked_reason).toBe(`deleted over the API with key ${tenant.apiKey.id}`);
    expect(Date.now() - Date.parse(row.revoked_at)).toBeLessThan(10_000);
  });

  it('is done by one of many who ask at once; the others find nothing', async () => {
    const { actor, apiKey } = await createTenant();
    const codes = await Promise.all(
      Array.from({ length: 10 }, () =>
        revokeApiKey(actor, apiKey.id).then(
          () => 'revoked',
          (error) => error.code,
        ),
      ),
    );
    expect(codes.sort()).toEqual([...new Array(9).fill('not_found'), 'revoked']);
  });

  it('is for ever: no function changes the row again', async () => {
    const { actor, apiKey } = await createTenant();
    await revokeApiKey(actor, apiKey.id);
    const before = await keyRow(apiKey.id);
    expect(await codeOf(revokeApiKey(actor, apiKey.id))).toBe('not_found');
    expect(await codeOf(renameApiKey(actor, apiKey.id, { name: 'Back' }))).toBe('not_found');
    await writeKeyUse({ id: apiKey.id, userId: actor.userId, age: 0, address: '::1', agent: 'late' });
    expect(await keyRow(apiKey.id)).toBe(before);
  });

  it.each([
    'revoked_at = NULL',
    'last_used_at = now()',
    "name = 'x'",
    'user_id = user_id',
    'expires_at = NULL',
    "revoked_reason = 'x'",
    "key_hash = '\\x00'",
  ])('is for ever: the database refuses even SET %s', async (assignment) => {
    const { actor, apiKey } = await createTenant();
    await revokeApiKey(actor, apiKey.id);
    const before = await keyRow(apiKey.id);
    const attempt = pool().query(`UPDATE api_keys SET ${assignment} WHERE id = $1`, [apiKey.id]);
    await expect(attempt).rejects.toMatchObject({ code: 'QK001' });
    expect(await keyRow(apiKey.id)).toBe(before);
  });

  it('keeps the row: the database refuses to delete it', async () => {
    const { actor, apiKey } = await createTenant();
    await revokeApiKey(actor, apiKey.id);
    const attempt = pool().query('DELETE FROM api_keys WHERE id = $1', [apiKey.id]);
    await expect(attempt).rejects.toMatchObject({ code: 'QK001' });
    expect(await keyRow(apiKey.id)).toContain(apiKey.id);
  });

  it('wins over renames and uses that run at the same time', async () => {
    const { actor, apiKey } = await createTenant();
    const use = { id: apiKey.id, userId: actor.userId, address: null, agent: null };
    const others = Array.from({ length: 10 }, (_, i) => [
      writeKeyUse({ ...use, age: 10 - i }),
      renameApiKey(actor, apiKey.id, { name: `Name ${i}` }).catch((error) =>
        expect(error.code).toBe('not_found'),
      ),
    ]).flat();
    await Promise.all([...others, revokeApiKey(actor, apiKey.id)]);
    expect(await listApiKeys(actor)).toEqual([]);
  });
});
