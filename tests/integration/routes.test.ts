import { pool } from '@/lib/db';
import { createKeyFor, createSpaceFor, createTenant } from '../support/factories';
import { call, json, withKey } from '../support/routes';
import { keyRow } from '../support/rows';

describe('GET /users/me', () => {
  it('says who the key belongs to, their own spaces, and which key it is', async () => {
    const ada = await createTenant({ expiresInDays: 30 });
    const bob = await createTenant();
    const space = await createSpaceFor(ada.actor, 'editor');
    await createSpaceFor(bob.actor, 'admin');
    const response = await call('GET', '/users/me', withKey(ada.secret));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      id: ada.actor.userId,
      email: ada.actor.email,
      first_name: 'Ada',
      last_name: 'Lovelace',
      is_superadmin: false,
      created_at: expect.stringMatching(/Z$/),
      last_login: null,
      spaces: [{ id: space.id, slug: space.slug, name: expect.any(String), role: 'editor' }],
      api_key: expect.objectContaining({
        id: ada.apiKey.id,
        name: ada.apiKey.name,
        key_prefix: ada.secret.slice(0, 19),
        is_active: true,
        expires_at: ada.apiKey.expiresAt?.toISOString(),
      }),
    });
  });
});

describe('/api-keys', () => {
  it("lists the caller's own keys as a bare array", async () => {
    const ada = await createTenant();
    await createTenant();
    const second = await createKeyFor(ada.actor);
    const keys = await (await call('GET', '/api-keys', withKey(ada.secret))).json();
    expect(keys.map(({ id }: { id: string }) => id)).toEqual([second.apiKey.id, ada.apiKey.id]);
    expect(Object.keys(keys[0]).sort()).toEqual([
      'created_at',
      'expires_at',
      'id',
      'is_active',
      'key_prefix',
      'last_used_at',
      'name',
      'tier',
    ]);
  });

  it('creates a key that works, shown in this one answer, without the right to create more', async () => {
    const { secret } = await createTenant({ canCreateKeys: true });
    const response = await call(
      'POST',
      '/api-keys',
      withKey(secret, json({ name: ' New ', expires_in_days: 7 })),
    );
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const created = await response.json();
    expect(created).toMatchObject({
      name: 'New',
      key_prefix: created.full_key.slice(0, 19),
      is_active: true,
    });
    const me = await (await call('GET', '/users/me', withKey(created.full_key))).json();
    expect(me.api_key.id).toBe(created.id);
    const again = await call('POST', '/api-keys', withKey(created.full_key, json({ name: 'Another' })));
    expect(again.status).toBe(403);
    expect(again.headers.get('www-authenticate')).toBe('Bearer realm="qarion", error="insufficient_scope"');
  });

  it.each(['can_create_keys', 'canCreateKeys', 'user_id', 'key_hash', 'full_key'])(
    'does not let %s be set',
    async (field) => {
      const { secret } = await createTenant({ canCreateKeys: true });
      const response = await call('POST', '/api-keys', withKey(secret, json({ name: 'New', [field]: true })));
      expect(response.status).toBe(422);
      expect((await response.json()).detail).toContain(field);
    },
  );

  it('gets, renames and revokes a key; a revoked one is gone', async () => {
    const { actor, secret } = await createTenant();
    const { apiKey } = await createKeyFor(actor);
    const path = `/api-keys/${apiKey.id}`;
    expect(await (await call('GET', path, withKey(secret))).json()).toMatchObject({ name: apiKey.name });
    const renamed = await call('PATCH', path, withKey(secret, json({ name: 'Renamed' })));
    expect([renamed.status, (await renamed.json()).name]).toEqual([200, 'Renamed']);
    const revoked = await call('DELETE', path, withKey(secret));
    expect([revoked.status, await revoked.text()]).toEqual([204, '']);
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await call(method, path, withKey(secret))).status).toBe(404);
    }
  });

  it('lets a key revoke itself, once', async () => {
    const { apiKey, secret } = await createTenant();
    expect((await call('DELETE', `/api-keys/${apiKey.id}`, withKey(secret))).status).toBe(204);
    const after = await call('DELETE', `/api-keys/${apiKey.id}`, withKey(secret));
    expect([after.status, (await after.json()).code]).toEqual([401, 'revoked']);
  });

  it('rotates: 201 with the new key and its secret, and the old one with its end', async () => {
    const { actor, apiKey, secret } = await createTenant({ name: `CI ${crypto.randomUUID()}` });
    const path = `/api-keys/${apiKey.id}/rotate`;
    const response = await call('POST', path, withKey(secret, json({ overlap_hours: 1 })));
    expect(response.status).toBe(201);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { full_key, replaces, ...rotated } = await response.json();
    expect(rotated).toMatchObject({ name: apiKey.name, key_prefix: full_key.slice(0, 19), is_active: true });
    expect(replaces).toMatchObject({ id: apiKey.id, key_prefix: apiKey.keyPrefix, is_active: true });
    expect(Date.parse(replaces.expires_at) - Date.parse(rotated.created_at)).toBe(3_600_000);
    const me = await (await call('GET', '/users/me', withKey(full_key))).json();
    expect([me.id, me.api_key.id]).toEqual([actor.userId, rotated.id]);
    const again = await call('POST', path, withKey(secret, json({ overlap_hours: 1 })));
    expect([again.status, (await again.json()).code]).toEqual([409, 'already_replaced']);
  });

  it('knows a rotation that is sent again by its Idempotency-Key', async () => {
    const { apiKey, secret } = await createTenant();
    const rotate = async (key: string) => {
      const init = withKey(secret, json({}));
      const headers = { ...init.headers, 'idempotency-key': key };
      return call('POST', `/api-keys/${apiKey.id}/rotate`, { ...init, headers });
    };
    const first = await (await rotate('deploy-7')).json();
    const second = await rotate('deploy-7');
    expect(second.status).toBe(201);
    expect((await second.json()).name).toBe(first.name);
    expect((await call('GET', '/users/me', withKey(first.full_key))).status).toBe(401);
    expect((await rotate('deploy-8')).status).toBe(409);
    expect((await rotate('')).status).toBe(422);
  });

  it("answers 404 for another person's key, as for none, and leaves it as it was", async () => {
    const [ada, bob] = [await createTenant(), await createTenant()];
    const before = await keyRow(bob.apiKey.id);
    for (const id of [bob.apiKey.id, crypto.randomUUID(), 'x', '%00', '..%2Fapi-keys']) {
      const answers = [
        await call('GET', `/api-keys/${id}`, withKey(ada.secret)),
        await call('PATCH', `/api-keys/${id}`, withKey(ada.secret, json({ name: 'Mine' }))),
        await call('DELETE', `/api-keys/${id}`, withKey(ada.secret)),
        await call('POST', `/api-keys/${id}/rotate`, withKey(ada.secret, json({}))),
      ];
      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    }
    expect(await keyRow(bob.apiKey.id)).toBe(before);
  });

  it('answers 409 for a name in use and for one key too many', async () => {
    const { actor, secret, apiKey } = await createTenant({ canCreateKeys: true });
    const taken = await call('POST', '/api-keys', withKey(secret, json({ name: apiKey.name.toUpperCase() })));
    expect([taken.status, (await taken.json()).code]).toEqual([409, 'name_taken']);
    await pool().query(
      `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash)
       SELECT gen_random_uuid(), $1::uuid, 'key ' || n, 'x', sha256(convert_to($1::uuid::text || n, 'UTF8'))
         FROM generate_series(1, 49) n`,
      [actor.userId],
    );
    const full = await call('POST', '/api-keys', withKey(secret, json({ name: 'One more' })));
    expect([full.status, (await full.json()).code]).toEqual([409, 'too_many_keys']);
  });
});

describe('a body that cannot be used', () => {
  const post = async (init: RequestInit) => {
    const { secret } = await createTenant({ canCreateKeys: true });
    const response = await call('POST', '/api-keys', withKey(secret, init));
    return { status: response.status, problem: await response.json() };
  };
  const asJson = (body: BodyInit) => ({ body, headers: { 'content-type': 'application/json' } });

  it.each<[string, RequestInit, number, string]>([
    ['no JSON', asJson('{'), 400, 'malformed_json'],
    ['no UTF-8', asJson(new Uint8Array([0x22, 0xff, 0x22])), 400, 'malformed_json'],
    ['nothing', { headers: { 'content-type': 'application/json' } }, 400, 'malformed_json'],
    ['a form', { body: new URLSearchParams({ name: 'x' }) }, 415, 'unsupported_media_type'],
    ['text', { body: '{"name":"x"}' }, 415, 'unsupported_media_type'],
    ['over 1 MiB', json({ name: 'x'.repeat(1024 * 1024) }), 413, 'payload_too_large'],
    ['null', json(null), 422, 'validation_failed'],
    ['a list', json([]), 422, 'validation_failed'],
    ['without a name', json({}), 422, 'validation_failed'],
    ['with an empty name', json({ name: ' ' }), 422, 'validation_failed'],
    ['with a number for a name', json({ name: 5 }), 422, 'validation_failed'],
    ['with a name of 101 characters', json({ name: 'x'.repeat(101) }), 422, 'validation_failed'],
    ['with a line break in the name', json({ name: 'a\nb' }), 422, 'validation_failed'],
    ['with a life of no days', json({ name: 'x', expires_in_days: 0 }), 422, 'validation_failed'],
    ['with half a day', json({ name: 'x', expires_in_days: 0.5 }), 422, 'validation_failed'],
    ['with too long a life', json({ name: 'x', expires_in_days: 3651 }), 422, 'validation_failed'],
    ['with a life in words', json({ name: 'x', expires_in_days: '30' }), 422, 'validation_failed'],
  ])('%s', async (_what, init, status, code) => {
    const answer = await post(init);
    expect(answer).toMatchObject({ status, problem: { status, code } });
    if (status === 422) expect(answer.problem.errors[0].loc[0]).toBe('body');
  });
});
