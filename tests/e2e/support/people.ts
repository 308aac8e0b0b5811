import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { hashSync } from 'bcryptjs';
import { encode } from 'next-auth/jwt';
import { displayPrefix, generateSecret, hashSecret } from '../../../lib/api-keys/token';
import type { Sql } from './world';

export const PASSWORD = process.env.QARION_DEMO_PASSWORD || 'correct horse battery staple';
export const SESSION_SECRET = 'only-for-tests-0123456789abcdefghijklmnop';
/** The lowest work factor there is: these hashes protect nobody. */
const PASSWORD_HASH = hashSync(PASSWORD, 4);
const DAY_MS = 24 * 60 * 60 * 1000;

export type Person = { id: string; email: string };

/** Somebody with an account, a space they edit, and no keys. */
export async function createPerson(sql: Sql): Promise<Person> {
  const id = randomUUID();
  const email = `ada-${id}@example.com`;
  await sql(
    "INSERT INTO users (id, email, first_name, last_name, password_hash) VALUES ($1, $2, 'Ada', 'Lovelace', $3)",
    [id, email, PASSWORD_HASH],
  );
  const space = randomUUID();
  await sql('INSERT INTO spaces (id, slug, name) VALUES ($1, $2, $3)', [space, `space-${space}`, 'My space']);
  await sql("INSERT INTO members (space_id, user_id, role) VALUES ($1, $2, 'editor')", [space, id]);
  return { id, email };
}

/** Gives the browser a session of this person without the sign-in page, which has tests of its own. */
export async function signInAs(page: Page, person: Person, origin: string): Promise<void> {
  const value = await encode({ token: { sub: person.id, sessionVersion: 0 }, secret: SESSION_SECRET });
  await page.context().addCookies([{ name: 'next-auth.session-token', value, url: origin, httpOnly: true }]);
}

export type KeySeed = {
  name: string;
  createdDaysAgo?: number;
  /** Negative when it has expired; `null` for never. */
  expiresInDays?: number | null;
  lastUsedDaysAgo?: number | null;
  /** Made today. */
  recentRequests?: number;
  canCreateKeys?: boolean;
  isRevoked?: boolean;
};

/** A key as it would be after some time; used ones were used by python-httpx from 203.0.113.7. */
export async function insertKey(sql: Sql, owner: Person, seed: KeySeed): Promise<{ secret: string }> {
  const { name, createdDaysAgo = 1, expiresInDays = 60, lastUsedDaysAgo = null } = seed;
  const { canCreateKeys = false, isRevoked = false, recentRequests = 0 } = seed;
  const id = randomUUID();
  const secret = generateSecret();
  const days = (count: number) => new Date(Date.now() + count * DAY_MS);
  await sql(
    `INSERT INTO api_keys (id, user_id, name, key_prefix, key_hash, created_at, expires_at,
       last_used_at, last_used_agent, last_used_address, can_create_keys, revoked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      owner.id,
      name,
      displayPrefix(secret),
      Buffer.from(hashSecret(secret)),
      days(-createdDaysAgo),
      expiresInDays === null ? null : days(expiresInDays),
      lastUsedDaysAgo === null ? null : days(-lastUsedDaysAgo),
      lastUsedDaysAgo === null ? null : 'python-httpx/0.27',
      lastUsedDaysAgo === null ? null : '203.0.113.7',
      canCreateKeys,
      isRevoked ? new Date() : null,
    ],
  );
  if (recentRequests > 0)
    await sql("INSERT INTO api_key_days VALUES ($1, (now() AT TIME ZONE 'UTC')::date, $2)", [
      id,
      recentRequests,
    ]);
  return { secret };
}
