import { displayPrefix, generateSecret, hashSecret } from '../../lib/api-keys/token';
import { withClient } from '../../tests/support/sql';

/** How many keys each person has: as many as one may. */
export const KEYS_EACH = 50;
/** More good secrets than this are not made; the other rows have the hash of nothing. */
const SECRETS_MAX = 1_000;

/** The first of the people, whose key is the first. */
export const PERSON = { id: '01900000-0000-7000-8000-000000000001', email: 'person-1@example.com' };

/** Ids that sort by creation, as those of the application do. */
const userId = (n: string) => `('01900000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const keyId = (n: string) => `('01900000-0000-7000-9000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/**
 * Fills an empty database with so many keys, in SQL. Their owners made them in
 * turns, so that one person's lie far apart. Of all of them, evenly spread, some
 * are good for something, the first one too: their secrets are returned.
 */
export async function fillWithKeys(
  url: string,
  count: number,
  lastUsedAt: Date | null = null,
): Promise<string[]> {
  const step = Math.max(1, Math.ceil(count / SECRETS_MAX));
  const secrets = Array.from({ length: Math.floor(count / step) }, generateSecret);
  const people = Math.max(1, Math.round(count / KEYS_EACH));
  await withClient(url, async (client) => {
    // What the rows point to is there; to look it up for each would take longer than all the rest.
    await client.query('SET session_replication_role = replica');
    await client.query(
      `INSERT INTO users (id, email, first_name, last_name)
       SELECT ${userId('n')}, 'person-' || n || '@example.com', 'Ada', 'Lovelace' FROM generate_series(1, $1::int) n`,
      [people],
    );
    await client.query(
      `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash, created_at, last_used_at)
       SELECT ${keyId('n')}, ${userId('(n - 1) % $2 + 1')}, 'Key ' || n,
              coalesce(good.prefix, 'qarion_live_sk_0000'), coalesce(good.hash, sha256(n::text::bytea)),
              now() - ($1 - n) * interval '1 second', $3::timestamptz
         FROM generate_series(1, $1::int) n
         LEFT JOIN unnest($4::int[], $5::text[], $6::bytea[]) AS good(at, prefix, hash) ON good.at = n`,
      [
        count,
        people,
        lastUsedAt,
        secrets.map((_, index) => index * step + 1),
        secrets.map(displayPrefix),
        secrets.map((secret) => Buffer.from(hashSecret(secret))),
      ],
    );
    // Each was used today.
    await client.query(
      "INSERT INTO api_key_days SELECT id, (now() AT TIME ZONE 'UTC')::date, 10 FROM api_keys",
    );
    await client.query('VACUUM ANALYZE');
  });
  return secrets;
}
