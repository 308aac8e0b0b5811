import type { Actor } from '@/lib/actor';
import { listApiKeysWithUse, revokeApiKey } from '@/lib/api-keys/api-keys';
import { countKeyRequest, flushRequestCounts } from '@/lib/api-keys/usage/request-counts';
import { addRequests, countRecentRequests } from '@/lib/api-keys/usage/store';
import { pool } from '@/lib/db';
import { createKeyFor, createTenant, createUser, type Tenant, throughKey } from '../support/factories';
import { call, withKey } from '../support/routes';
import { withoutTable } from '../support/rows';

// Set before the environment is read, which is at the first request.
Object.assign(process.env, { QARION_RATE_LIMIT: 'on', QARION_RATE_LIMIT_STANDARD: '3/minute 5/hour' });

async function recentOf({ actor, apiKey }: Tenant): Promise<number | undefined> {
  await flushRequestCounts();
  const keys = await listApiKeysWithUse(actor);
  return keys.find(({ id }) => id === apiKey.id)?.recentRequests;
}

const countAt = ({ apiKey }: Tenant, daysAgo: number, requests: number) =>
  pool().query("INSERT INTO api_key_days VALUES ($1, (now() AT TIME ZONE 'UTC')::date - $2::int, $3)", [
    apiKey.id,
    daysAgo,
    requests,
  ]);

/** More keys than one may have, and so not made one by one. */
async function createUserWithKeys(count: number): Promise<Actor> {
  const actor = await createUser();
  await pool().query(
    `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash)
     SELECT gen_random_uuid(), $1::uuid, 'Key ' || n, 'qarion_live_sk_0000', sha256(($1::uuid || n::text)::bytea)
       FROM generate_series(1, $2::int) n`,
    [actor.userId, count],
  );
  return actor;
}

const rowsOf = async ({ apiKey }: Tenant) =>
  (await pool().query('SELECT requests FROM api_key_days WHERE api_key_id = $1 ORDER BY day', [apiKey.id]))
    .rows;

describe('how much a key was used', () => {
  it('is every request it was let in with, whatever was answered, and none that was refused', async () => {
    const tenant = await createTenant();
    const ask = (path: string, secret = tenant.secret) => call('GET', path, withKey(secret));
    const answers = [await ask('/users/me'), await ask('/no/such/path'), await ask('/api-keys/x')];
    answers.push(await ask('/users/me'), await ask('/users/me', `${tenant.secret.slice(0, -1)}!`));
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 429, 401]);
    expect(await recentOf(tenant)).toBe(3);
    await revokeApiKey(tenant.actor, tenant.apiKey.id);
    expect((await ask('/users/me')).status).toBe(401);
    await flushRequestCounts();
    expect(await rowsOf(tenant)).toEqual([{ requests: '3' }]);
  });

  it('is the sum of seven days, today among them, and goes on being added to', async () => {
    const tenant = await createTenant();
    expect(await recentOf(tenant)).toBe(0);
    await countAt(tenant, 7, 1_000);
    await countAt(tenant, 6, 200);
    await countAt(tenant, 1, 30);
    expect(await recentOf(tenant)).toBe(230);
    for (let i = 0; i < 3; i += 1) countKeyRequest(throughKey(tenant));
    expect(await recentOf(tenant)).toBe(233);
    countKeyRequest(throughKey(tenant));
    expect(await recentOf(tenant)).toBe(234);
  });

  it('is told of each key by itself, to its owner and to nobody else', async () => {
    const [ada, bob] = [await createTenant(), await createTenant()];
    const second = { ...ada, ...(await createKeyFor(ada.actor)) };
    for (const tenant of [ada, ada, second, bob]) countKeyRequest(throughKey(tenant));
    expect([await recentOf(ada), await recentOf(second), await recentOf(bob)]).toEqual([2, 1, 1]);
    expect(await listApiKeysWithUse(await createUser())).toEqual([]);
    expect([...(await countRecentRequests(bob.actor.userId)).keys()]).toEqual([bob.apiKey.id]);
    // A count that names another owner is nobody's.
    await countAt(ada, 40, 7);
    await addRequests([{ apiKeyId: ada.apiKey.id, userId: bob.actor.userId, requests: 50 }]);
    expect(await rowsOf(ada)).toEqual([{ requests: '7' }, { requests: '2' }]);
  });

  it('is counted on while it cannot be written, and all there afterwards', async () => {
    const tenant = await createTenant();
    await withoutTable('api_key_days', async () => {
      for (let i = 0; i < 2; i += 1) countKeyRequest(throughKey(tenant));
      await flushRequestCounts();
      countKeyRequest(throughKey(tenant));
      await flushRequestCounts();
    });
    expect(await recentOf(tenant)).toBe(3);
  });

  it('is written before the process ends, even when it was being written already', async () => {
    const tenant = await createTenant();
    await countAt(tenant, 0, 1);
    const other = await pool().connect();
    await other.query('BEGIN');
    await other.query('SELECT FROM api_key_days WHERE api_key_id = $1 FOR UPDATE', [tenant.apiKey.id]);
    countKeyRequest(throughKey(tenant));
    const begun = flushRequestCounts(); // now waits for the row
    let isFlushed = false;
    const flushed = flushRequestCounts().then(() => {
      isFlushed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isFlushed).toBe(false);
    await other.query('COMMIT');
    other.release();
    await Promise.all([begun, flushed]);
    expect(await rowsOf(tenant)).toEqual([{ requests: '2' }]);
  });

  it('is exact when many processes add to the same keys at once, in whatever order', async () => {
    const actor = await createUserWithKeys(500);
    const { rows } = await pool().query('SELECT id FROM api_keys WHERE user_id = $1', [actor.userId]);
    // The first of them find something to forget on the way.
    await pool().query(
      "INSERT INTO api_key_days SELECT id, (now() AT TIME ZONE 'UTC')::date - 40, 1 FROM api_keys WHERE user_id = $1",
      [actor.userId],
    );
    const counts = rows.map(({ id }) => ({ apiKeyId: id, userId: actor.userId, requests: 1 }));
    const rounds = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? counts : counts.toReversed()));
    await Promise.all(rounds.map(addRequests));
    expect([...(await countRecentRequests(actor.userId)).values()]).toEqual(Array(500).fill(16));
  });

  it('is forgotten after a month, as the key goes on being used', async () => {
    const tenant = await createTenant();
    await countAt(tenant, 32, 5);
    await countAt(tenant, 31, 6);
    countKeyRequest(throughKey(tenant));
    await flushRequestCounts();
    expect(await rowsOf(tenant)).toEqual([{ requests: '6' }, { requests: '1' }]);
  });
});
