import { createApiKey, getApiKey, listApiKeys, renameApiKey, revokeApiKey } from '@/lib/api-keys/api-keys';
import { rotateApiKey } from '@/lib/api-keys/rotation/rotation';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { writeKeyUse } from '@/lib/api-keys/usage/store';
import { pool } from '@/lib/db';
import { codeOf } from '../support/codes';
import { createKeyFor, createTenant, createUser, throughKey } from '../support/factories';
import { call, withKey } from '../support/routes';
import { keyRow, setKeyColumn } from '../support/rows';
import { tracesOf } from '../support/secrets';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const REPLACED = / \(replaced \d{1,2} \w{3,4} \d{4}\)$/;

const statusOf = async (secret: string) => (await call('GET', '/users/me', withKey(secret))).status;
const life = ({ createdAt, expiresAt }: ApiKeyView) => expiresAt && expiresAt.getTime() - createdAt.getTime();
const hoursLeft = ({ expiresAt }: ApiKeyView) =>
  Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / HOUR_MS);

describe('rotating a key', () => {
  it('gives a new one with its name, its rights and its time, and both work during the overlap', async () => {
    const { actor, apiKey, secret } = await createTenant({
      name: 'CI',
      expiresInDays: 30,
      canCreateKeys: true,
    });
    const rotated = await rotateApiKey(actor, apiKey.id, {});
    expect(rotated.apiKey).toMatchObject({ name: 'CI', canCreateKeys: true, lastUsedAt: null });
    expect(life(rotated.apiKey)).toBe(30 * DAY_MS);
    expect(rotated.apiKey.id).not.toBe(apiKey.id);
    expect(rotated.replaces).toMatchObject({
      id: apiKey.id,
      name: expect.stringMatching(REPLACED),
      canCreateKeys: true,
      replacedBy: { id: rotated.apiKey.id, name: 'CI', createdAt: rotated.apiKey.createdAt },
    });
    expect(hoursLeft(rotated.replaces)).toBe(24);
    expect([await statusOf(secret), await statusOf(rotated.secret)]).toEqual([200, 200]);
    expect(await getApiKey(actor, apiKey.id)).toMatchObject({ replacedBy: { id: rotated.apiKey.id } });
  });

  it('tells the new secret once and keeps no trace of it but its hash', async () => {
    const { actor, apiKey } = await createTenant();
    const { secret, ...rest } = await rotateApiKey(actor, apiKey.id, {}, { idempotencyKey: 'once' });
    expect(tracesOf(secret, [rest, await listApiKeys(actor)])).toEqual([]);
    const row = await keyRow(rest.apiKey.id);
    expect(tracesOf(secret, row)).toEqual(['hash']);
    expect(row).not.toContain('once');
  });

  it('ends the old one at once when no overlap is wanted', async () => {
    const { actor, apiKey, secret } = await createTenant();
    const { replaces } = await rotateApiKey(actor, apiKey.id, { overlapHours: 0 });
    expect(replaces.isActive).toBe(false);
    const refused = await call('GET', '/users/me', withKey(secret));
    expect([refused.status, (await refused.json()).code]).toEqual([401, 'expired']);
  });

  it('never lets the old one work past its own end', async () => {
    const { actor, apiKey } = await createTenant({ expiresInDays: 1 });
    const { replaces } = await rotateApiKey(actor, apiKey.id, { overlapHours: 168 });
    expect(replaces.expiresAt).toEqual(apiKey.expiresAt);
  });

  it('gives the new one the life that is asked for, or for ever', async () => {
    const { actor, apiKey } = await createTenant({ expiresInDays: 30 });
    const first = await rotateApiKey(actor, apiKey.id, { expiresInDays: 90 });
    expect(life(first.apiKey)).toBe(90 * DAY_MS);
    const second = await rotateApiKey(actor, first.apiKey.id, { expiresInDays: null });
    expect(second.apiKey.expiresAt).toBeNull();
    const third = await rotateApiKey(actor, second.apiKey.id, {});
    expect(third.apiKey.expiresAt).toBeNull();
  });

  it('keeps names apart, however often on one day and however long they are', async () => {
    const { actor, apiKey } = await createTenant({ name: `${'x'.repeat(98)}🔑` });
    const second = await rotateApiKey(actor, apiKey.id, {});
    const third = await rotateApiKey(actor, second.apiKey.id, {});
    const names = (await listApiKeys(actor)).map(({ name }) => name);
    expect(names[0]).toBe(`${'x'.repeat(98)}🔑`);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(3);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(100);
    expect(third.replaces.name).toMatch(/ \(replaced \d{1,2} \w{3,4} \d{4}, 2\)$/);
  });

  it('that has expired is refused, and nothing changes', async () => {
    const { actor, apiKey } = await createTenant();
    await setKeyColumn(apiKey.id, 'expires_at', new Date(Date.now() - 1));
    const before = await keyRow(apiKey.id);
    expect(await codeOf(rotateApiKey(actor, apiKey.id, {}))).toBe('key_expired');
    expect(await keyRow(apiKey.id)).toBe(before);
    expect(await listApiKeys(actor)).toHaveLength(1);
  });

  it.each([{ overlapHours: -1 }, { overlapHours: 169 }, { overlapHours: 0.5 }, { expiresInDays: 0 }])(
    'does not take %p',
    async (input) => {
      const { actor, apiKey } = await createTenant();
      expect(await codeOf(rotateApiKey(actor, apiKey.id, input))).toBe('validation_failed');
    },
  );
});

describe('who may rotate', () => {
  it("nobody another person's key, through either door, superadmin or not; it stays as it was", async () => {
    const mine = await createTenant({ canCreateKeys: true });
    const plain = await createTenant();
    const superadmin = await createUser({ isSuperadmin: true });
    const theirs = await createTenant();
    const before = await keyRow(theirs.apiKey.id);
    for (const actor of [mine.actor, throughKey(mine), throughKey(plain), superadmin]) {
      expect(await codeOf(rotateApiKey(actor, theirs.apiKey.id, {}))).toBe('not_found');
    }
    expect(await keyRow(theirs.apiKey.id)).toBe(before);
    expect(await listApiKeys(theirs.actor)).toHaveLength(1);
  });

  it('nobody a revoked key, or one that does not exist', async () => {
    const { actor, apiKey } = await createTenant();
    await revokeApiKey(actor, apiKey.id);
    const before = await keyRow(apiKey.id);
    for (const id of [apiKey.id, crypto.randomUUID(), 'x', '', '\u0000']) {
      expect(await codeOf(rotateApiKey(actor, id, {}))).toBe('not_found');
    }
    expect(await keyRow(apiKey.id)).toBe(before);
  });

  it('a key itself, without any right, and no other key of its owner', async () => {
    const tenant = await createTenant({ expiresInDays: 30 });
    const other = await createKeyFor(tenant.actor);
    expect(await codeOf(rotateApiKey(throughKey(tenant), other.apiKey.id, {}))).toBe('insufficient_scope');
    const { apiKey } = await rotateApiKey(throughKey(tenant), tenant.apiKey.id, {});
    expect(apiKey.canCreateKeys).toBe(false);
    expect(await listApiKeys(tenant.actor)).toHaveLength(3);
  });

  it('a key itself not into one that lives longer than it was given', async () => {
    const tenant = await createTenant({ expiresInDays: 30 });
    for (const expiresInDays of [31, null]) {
      const attempt = rotateApiKey(throughKey(tenant), tenant.apiKey.id, { expiresInDays });
      expect(await codeOf(attempt)).toBe('insufficient_scope');
    }
    const shorter = await rotateApiKey(throughKey(tenant), tenant.apiKey.id, { expiresInDays: 7 });
    const next = throughKey({ ...tenant, apiKey: shorter.apiKey });
    expect(await codeOf(rotateApiKey(next, shorter.apiKey.id, { expiresInDays: 30 }))).toBe(
      'insufficient_scope',
    );
    await expect(rotateApiKey(next, shorter.apiKey.id, { expiresInDays: 7 })).resolves.toBeDefined();
  });

  it('a key with the right to create keys, any of its owner; rights stay those of the old key', async () => {
    const creator = await createTenant({ canCreateKeys: true });
    const plain = await createKeyFor(creator.actor);
    const rotated = await rotateApiKey(throughKey(creator), plain.apiKey.id, { expiresInDays: 365 });
    expect(rotated.apiKey.canCreateKeys).toBe(false);
  });
});

describe('a rotation that is asked for again', () => {
  it('is refused without an idempotency key, and nothing changes', async () => {
    const { actor, apiKey, secret } = await createTenant();
    const first = await rotateApiKey(actor, apiKey.id, {});
    const before = [await keyRow(apiKey.id), await keyRow(first.apiKey.id)];
    expect(await codeOf(rotateApiKey(actor, apiKey.id, {}))).toBe('already_replaced');
    const other = rotateApiKey(actor, apiKey.id, { overlapHours: 0 }, { idempotencyKey: 'later' });
    expect(await codeOf(other)).toBe('already_replaced');
    expect([await keyRow(apiKey.id), await keyRow(first.apiKey.id)]).toEqual(before);
    expect([await statusOf(secret), await statusOf(first.secret)]).toEqual([200, 200]);
  });

  it('with its idempotency key gives another key in place of the one nobody got; the old one is not touched', async () => {
    const { actor, apiKey, secret } = await createTenant({ name: 'CI' });
    const options = { idempotencyKey: 'deploy-7' };
    const lost = await rotateApiKey(actor, apiKey.id, { overlapHours: 1 }, options);
    const before = await keyRow(apiKey.id);
    const again = await rotateApiKey(actor, apiKey.id, { overlapHours: 1 }, options);
    expect(again.apiKey.name).toBe('CI');
    expect(await keyRow(apiKey.id)).toBe(before);
    expect(await Promise.all([secret, lost.secret, again.secret].map(statusOf))).toEqual([200, 401, 200]);
    expect((await listApiKeys(actor)).map(({ id }) => id)).toEqual([again.apiKey.id, apiKey.id]);
    expect(JSON.parse(await keyRow(lost.apiKey.id)).revoked_reason).toMatch(/never used/);
  });

  it('works even when the old key has ended meanwhile', async () => {
    const { actor, apiKey } = await createTenant();
    const options = { idempotencyKey: 'now' };
    await rotateApiKey(actor, apiKey.id, { overlapHours: 0 }, options);
    const again = await rotateApiKey(actor, apiKey.id, { overlapHours: 0 }, options);
    expect(await statusOf(again.secret)).toBe(200);
    expect(again.replaces.isActive).toBe(false);
  });

  it('does not take the new key from whoever uses it already', async () => {
    const { actor, apiKey } = await createTenant();
    const options = { idempotencyKey: 'deploy-7' };
    const { secret, ...first } = await rotateApiKey(actor, apiKey.id, {}, options);
    await writeKeyUse({ id: first.apiKey.id, userId: actor.userId, age: 0, address: null, agent: null });
    expect(await codeOf(rotateApiKey(actor, apiKey.id, {}, options))).toBe('already_replaced');
    expect(await statusOf(secret)).toBe(200);
  });

  it('is another request when it asks for something else', async () => {
    const { actor, apiKey } = await createTenant();
    const options = { idempotencyKey: 'deploy-7' };
    const { secret } = await rotateApiKey(actor, apiKey.id, {}, options);
    for (const input of [{ overlapHours: 1 }, { expiresInDays: null }, { expiresInDays: 5 }]) {
      expect(await codeOf(rotateApiKey(actor, apiKey.id, input, options))).toBe('already_replaced');
    }
    expect(await statusOf(secret)).toBe(200);
  });

  it('of many at once makes one key', async () => {
    const { actor, apiKey } = await createTenant();
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => rotateApiKey(actor, apiKey.id, {})),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = results.flatMap((r) => (r.status === 'rejected' ? [r.reason.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['already_replaced']));
    expect(await listApiKeys(actor)).toHaveLength(2);
  });

  it('makes another once the replacement was deleted, under the name that became free', async () => {
    const { actor, apiKey } = await createTenant({ name: 'CI', expiresInDays: 30 });
    const first = await rotateApiKey(actor, apiKey.id, { overlapHours: 2 });
    await revokeApiKey(actor, first.apiKey.id);
    expect((await getApiKey(actor, apiKey.id)).replacedBy).toBeNull();
    const second = await rotateApiKey(actor, apiKey.id, { overlapHours: 168 });
    expect(second.apiKey.name).toBe('CI');
    expect(life(second.apiKey)).toBe(30 * DAY_MS);
    expect(second.replaces.expiresAt).toEqual(first.replaces.expiresAt);
  });
});

describe('the end of a replaced key', () => {
  it.each(["'infinity'", 'NULL', "expires_at + interval '1 second'"])(
    'never moves to later: the database refuses SET expires_at = %s, even after its replacement is gone',
    async (value) => {
      const { actor, apiKey } = await createTenant();
      const { apiKey: replacement } = await rotateApiKey(actor, apiKey.id, {});
      await revokeApiKey(actor, replacement.id);
      const before = await keyRow(apiKey.id);
      const late = pool().query(`UPDATE api_keys SET expires_at = ${value} WHERE id = $1`, [apiKey.id]);
      await expect(late).rejects.toMatchObject({ code: 'QK002' });
      expect(await keyRow(apiKey.id)).toBe(before);
    },
  );

  it('is not moved by a use or a rename', async () => {
    const { actor, apiKey } = await createTenant();
    const { replaces } = await rotateApiKey(actor, apiKey.id, { overlapHours: 0 });
    await writeKeyUse({ id: apiKey.id, userId: actor.userId, age: 0, address: null, agent: null });
    expect(await renameApiKey(actor, apiKey.id, { name: 'Old' })).toMatchObject({
      isActive: false,
      expiresAt: replaces.expiresAt,
    });
  });

  it('and a deletion at the same moment are both kept, however often they meet', async () => {
    for (let meeting = 0; meeting < 20; meeting++) {
      const { actor, apiKey } = await createTenant();
      const [rotation, deletion] = await Promise.allSettled([
        rotateApiKey(actor, apiKey.id, {}),
        revokeApiKey(actor, apiKey.id),
      ]);
      expect(deletion.status).toBe('fulfilled');
      expect(JSON.parse(await keyRow(apiKey.id)).revoked_at).not.toBeNull();
      if (rotation.status === 'rejected') expect(rotation.reason.code).toBe('not_found');
      expect(await listApiKeys(actor)).toHaveLength(rotation.status === 'fulfilled' ? 1 : 0);
    }
  });
});

describe('the limit of active keys', () => {
  it('stops no rotation, and replaced keys take no place, but rotating is no way around it', async () => {
    const { actor, apiKey } = await createTenant();
    await pool().query(
      `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash)
       SELECT gen_random_uuid(), $1::uuid, 'key ' || n, 'x', sha256(convert_to($1::uuid::text || n, 'UTF8'))
         FROM generate_series(1, 49) n`,
      [actor.userId],
    );
    expect(await codeOf(createApiKey(actor, { name: 'One more' }))).toBe('too_many_keys');
    let { id } = apiKey;
    for (let count = 0; count < 50; count++) id = (await rotateApiKey(actor, id, {})).apiKey.id;
    expect(await codeOf(rotateApiKey(actor, id, {}))).toBe('too_many_keys');
    expect(await codeOf(createApiKey(actor, { name: 'One more' }))).toBe('too_many_keys');
    const other = (await listApiKeys(actor)).find(({ name }) => name === 'key 1');
    await revokeApiKey(actor, other?.id ?? '');
    await expect(createApiKey(actor, { name: 'One more' })).resolves.toBeDefined();
  });
});
