import { revokeApiKey } from '@/lib/api-keys/api-keys';
import { generateSecret } from '@/lib/api-keys/token';
import { flushUses, recordUse } from '@/lib/api-keys/usage/last-used';
import { authenticateApiKey } from '@/lib/auth/authenticate-api-key';
import { operatorActor } from '@/lib/auth/operator';
import { pool } from '@/lib/db';
import type { AppError } from '@/lib/errors/app-error';
import { setUserActive } from '@/lib/users/users';
import { cases } from '../support/authorization-headers';
import { codeOf } from '../support/codes';
import { createKeyFor, createTenant, createUser } from '../support/factories';
import { watchQueries } from '../support/queries';
import { keyRow, setKeyColumn } from '../support/rows';

function requestWith(authorization: string | null, headers: Record<string, string> = {}): Request {
  const request = new Request('http://localhost/api/users/me', { headers });
  if (authorization !== null) request.headers.set('authorization', authorization);
  return request;
}

const authenticate = (secret: string, headers = {}) =>
  authenticateApiKey(requestWith(`Bearer ${secret}`, headers));

/** Waits, briefly, for a write that no request waits for. */
async function eventually(check: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      return await check();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  await check();
}

async function databaseClock(): Promise<number> {
  const { rows } = await pool().query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return rows[0]?.now.getTime() ?? Number.NaN;
}

const lastUsedOf = async (id: string) => JSON.parse(await keyRow(id)).last_used_at as string | null;

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('a good key', () => {
  it('makes an actor of its owner, and of nobody else', async () => {
    const [ada, bob] = [await createTenant({ canCreateKeys: true }), await createTenant()];
    expect(await authenticate(ada.secret)).toEqual({
      ...ada.actor,
      via: { door: 'api_key', key: { id: ada.apiKey.id, canCreateKeys: true, tier: 'standard' } },
    });
    expect((await authenticate(bob.secret)).userId).toBe(bob.actor.userId);
  });

  it("has its owner's rights as they are now", async () => {
    const { actor, secret } = await createTenant();
    await pool().query('UPDATE users SET is_superadmin = true WHERE id = $1', [actor.userId]);
    expect((await authenticate(secret)).isSuperadmin).toBe(true);
    await pool().query('UPDATE users SET is_superadmin = false WHERE id = $1', [actor.userId]);
    expect((await authenticate(secret)).isSuperadmin).toBe(false);
  });

  it('costs one query, whose result nothing keeps', async () => {
    const { secret, apiKey } = await createTenant();
    await authenticate(secret);
    await eventually(async () => expect(await lastUsedOf(apiKey.id)).not.toBeNull());
    const queries = watchQueries();
    await authenticate(secret);
    await authenticate(secret);
    expect(queries.texts()).toHaveLength(2);
    queries.stop();
  });
});

describe('the very next request is refused', () => {
  it('with a revoked key: revoked', async () => {
    const { actor, apiKey, secret } = await createTenant();
    await authenticate(secret);
    await revokeApiKey(actor, apiKey.id);
    expect(await codeOf(authenticate(secret))).toBe('revoked');
  });

  it('with a deactivated owner: invalid_token; and served again after a reactivation', async () => {
    const { actor, secret } = await createTenant();
    await setUserActive(operatorActor(), actor.email, false);
    expect(await codeOf(authenticate(secret))).toBe('invalid_token');
    await setUserActive(operatorActor(), actor.email, true);
    await expect(authenticate(secret)).resolves.toBeDefined();
  });

  it('as soon as it has expired, and not earlier, by the clock of the database: expired', async () => {
    const { apiKey, secret } = await createTenant({ expiresInDays: 1 });
    const expiresAt = (await databaseClock()) + 150;
    await setKeyColumn(apiKey.id, 'expires_at', new Date(expiresAt));
    let accepted = 0;
    for (;;) {
      const before = await databaseClock();
      const code = await authenticate(secret).then(
        () => 'accepted',
        ({ code }: AppError) => code,
      );
      const after = await databaseClock();
      // What the answer says was so at some moment between the two looks at the clock.
      if (code !== 'accepted') {
        expect({ code, isPast: after >= expiresAt }).toEqual({ code: 'expired', isPast: true });
        break;
      }
      expect(before).toBeLessThan(expiresAt);
      accepted += 1;
    }
    expect(accepted).toBeGreaterThan(0);
  });

  it.each([-2, 2])('by no other clock, such as one of a process that is %i days off', async (days) => {
    const [valid, ended] = [await createTenant({ expiresInDays: 1 }), await createTenant()];
    await setKeyColumn(ended.apiKey.id, 'expires_at', new Date(Date.now() - 1));
    jest.useFakeTimers({
      now: Date.now() + days * 86_400_000,
      doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout', 'queueMicrotask'],
    });
    await expect(authenticate(valid.secret)).resolves.toBeDefined();
    expect(await codeOf(authenticate(ended.secret))).toBe('expired');
  });

  it('with a key that is both expired and revoked: revoked, which is for ever', async () => {
    const { actor, apiKey, secret } = await createTenant();
    await setKeyColumn(apiKey.id, 'expires_at', new Date(0));
    await revokeApiKey(actor, apiKey.id);
    expect(await codeOf(authenticate(secret))).toBe('revoked');
  });
});

describe('what never was a key here', () => {
  it('is invalid_token when nobody has it, after one query', async () => {
    const queries = watchQueries();
    expect(await codeOf(authenticate(generateSecret()))).toBe('invalid_token');
    expect(queries.texts()).toHaveLength(1);
  });

  it('is invalid_token without a query when its checksum does not fit', async () => {
    const { secret } = await createTenant();
    const changed = secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0');
    const queries = watchQueries();
    expect(await codeOf(authenticate(changed))).toBe('invalid_token');
    expect(queries.texts()).toEqual([]);
  });

  it.each(cases.filter(({ kind }) => kind !== 'secret'))(
    'is refused without a query: $name',
    async ({ header, kind }) => {
      const queries = watchQueries();
      const code = await codeOf(authenticateApiKey(requestWith(header)));
      expect(code).toBe(kind === 'absent' ? 'missing_credentials' : 'invalid_token');
      expect(queries.texts()).toEqual([]);
    },
  );
});

describe('last used', () => {
  it('is written at once the first time, with where from and with what', async () => {
    const { apiKey, secret } = await createTenant();
    const before = Date.now();
    await authenticate(secret, { 'x-forwarded-for': '192.0.2.7', 'user-agent': `curl/8 ${'x'.repeat(300)}` });
    await eventually(async () => expect(await lastUsedOf(apiKey.id)).not.toBeNull());
    const row = JSON.parse(await keyRow(apiKey.id));
    expect(Date.parse(row.last_used_at)).toBeGreaterThanOrEqual(before);
    expect(row.last_used_address).toBe('192.0.2.7');
    expect(row.last_used_agent).toHaveLength(200);
  });

  it('is in the database before the process ends, even when its write had only begun', async () => {
    const { apiKey, secret } = await createTenant();
    const other = await pool().connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM api_keys WHERE id = $1 FOR UPDATE', [apiKey.id]);
    await authenticate(secret); // its write now waits for the row
    let isFlushed = false;
    const flushed = flushUses().then(() => {
      isFlushed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isFlushed).toBe(false);
    await other.query('COMMIT');
    other.release();
    await flushed;
    expect(await lastUsedOf(apiKey.id)).not.toBeNull();
  });

  it('keeps no secret that a client calls itself by mistake', async () => {
    const { apiKey, secret } = await createTenant();
    await authenticate(secret, { 'user-agent': `agent ${secret}` });
    await eventually(async () => expect(await lastUsedOf(apiKey.id)).not.toBeNull());
    const row = await keyRow(apiKey.id);
    expect(row).toContain('agent qarion_live_sk_');
    expect(row).not.toContain(secret);
  });

  it('is written once by a burst of first uses', async () => {
    const { apiKey, secret } = await createTenant();
    const queries = watchQueries();
    await Promise.all(Array.from({ length: 20 }, () => authenticate(secret)));
    await eventually(async () => expect(await lastUsedOf(apiKey.id)).not.toBeNull());
    expect(queries.texts().filter((text) => /UPDATE.*api_keys/is.test(text)).length).toBeLessThanOrEqual(2);
  });

  it('is not written again within a minute, and is after it', async () => {
    const { apiKey, secret } = await createTenant();
    const recent = new Date(Date.now() - 50_000);
    await setKeyColumn(apiKey.id, 'last_used_at', recent);
    const before = await keyRow(apiKey.id);
    await authenticate(secret);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await keyRow(apiKey.id)).toBe(before);

    await setKeyColumn(apiKey.id, 'last_used_at', new Date(Date.now() - 61_000));
    const startedAt = Date.now();
    await authenticate(secret);
    await eventually(async () =>
      expect(Date.parse((await lastUsedOf(apiKey.id)) ?? '')).toBeGreaterThanOrEqual(startedAt),
    );
  });

  it('that was held back is written when the process stops', async () => {
    const { apiKey, secret } = await createTenant();
    await setKeyColumn(apiKey.id, 'last_used_at', new Date(Date.now() - 50_000));
    const startedAt = Date.now();
    await authenticate(secret);
    await flushUses();
    expect(Date.parse((await lastUsedOf(apiKey.id)) ?? '')).toBeGreaterThanOrEqual(startedAt);
  });

  it('never goes back', async () => {
    const { actor, apiKey } = await createTenant();
    const later = new Date(Date.now() + 3_600_000);
    await setKeyColumn(apiKey.id, 'last_used_at', later);
    const before = await keyRow(apiKey.id);
    recordUse({ id: apiKey.id, userId: actor.userId, address: null, agent: 'late' }, true);
    recordUse({ id: apiKey.id, userId: actor.userId, address: null, agent: 'late' }, false);
    await flushUses();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await keyRow(apiKey.id)).toBe(before);
  });

  it('held back for a key that is revoked meanwhile changes nothing', async () => {
    const { actor, apiKey, secret } = await createTenant();
    await setKeyColumn(apiKey.id, 'last_used_at', new Date());
    await authenticate(secret);
    await revokeApiKey(actor, apiKey.id);
    const before = await keyRow(apiKey.id);
    await flushUses();
    expect(await keyRow(apiKey.id)).toBe(before);
  });

  it('that cannot be written fails no request, and later ones are written again', async () => {
    const { actor, apiKey, secret } = await createTenant();
    const other = await createKeyFor(await createUser());
    await pool().query('ALTER TABLE api_keys ADD CONSTRAINT broken CHECK (last_used_at IS NULL) NOT VALID');
    try {
      for (let i = 0; i < 3; i++) expect((await authenticate(secret)).userId).toBe(actor.userId);
      await expect(authenticate(other.secret)).resolves.toBeDefined();
      await flushUses();
      expect(await lastUsedOf(apiKey.id)).toBeNull();
    } finally {
      await pool().query('ALTER TABLE api_keys DROP CONSTRAINT broken');
    }
    await eventually(async () => {
      await authenticate(secret);
      expect(await lastUsedOf(apiKey.id)).not.toBeNull();
    });
  });
});
