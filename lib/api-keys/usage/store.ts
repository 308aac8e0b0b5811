import 'server-only';
import { db } from '../../db';
import { queryPrepared } from '../../prepared';

/** When and how often keys are used, as the database has it. Each statement carries the owner. */

const WRITE_KEY_USE = `
  UPDATE api_keys SET last_used_at = used.at, last_used_address = $3, last_used_agent = $4
    FROM (SELECT now() - $2::float8 * interval '1 millisecond' AS at) used
   WHERE id = $1 AND user_id = $5 AND revoked_at IS NULL
     AND (last_used_at IS NULL OR last_used_at < used.at)`;

/** A use `age` milliseconds ago: how long ago is the same by every clock, and when is told by the database's. */
export type KeyUse = {
  id: string;
  userId: string;
  age: number;
  address: string | null;
  agent: string | null;
};

/** Moves "last used" forward, never back, and never on a revoked key. */
export async function writeKeyUse({ id, userId, age, address, agent }: KeyUse): Promise<void> {
  await queryPrepared('write_key_use', WRITE_KEY_USE, [id, age, address, agent, userId]);
}

/** Of those that are counted, the keys that are the owner's. What is older than a month of the same is forgotten. */
const ADD_REQUESTS = `
  WITH today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS day),
  own AS (
    SELECT k.id, counted.requests
      FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS counted (api_key_id, user_id, requests)
      JOIN api_keys k ON k.id = counted.api_key_id AND k.user_id = counted.user_id
  ),
  forgotten AS (
    DELETE FROM api_key_days d USING own, today WHERE d.api_key_id = own.id AND d.day < today.day - 31
  )
  INSERT INTO api_key_days (api_key_id, day, requests)
  SELECT own.id, today.day, own.requests FROM own, today
   ORDER BY own.id
      ON CONFLICT (api_key_id, day) DO UPDATE SET requests = api_key_days.requests + EXCLUDED.requests`;

export type RequestCount = { apiKeyId: string; userId: string; requests: number };

/** Adds to today's counts, in the order of the keys, so that processes never wait for each other in a circle. */
export async function addRequests(counts: RequestCount[]): Promise<void> {
  await queryPrepared('add_requests', ADD_REQUESTS, [
    counts.map(({ apiKeyId }) => apiKeyId),
    counts.map(({ userId }) => userId),
    counts.map(({ requests }) => requests),
  ]);
}

/** With how many requests each of a person's keys was let in during seven days, today among them; keys with none are left out. */
export async function countRecentRequests(userId: string): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ id: string; requests: number }[]>`
    SELECT d.api_key_id AS id, sum(d.requests)::float8 AS requests
      FROM api_key_days d
      JOIN api_keys k ON k.id = d.api_key_id
     WHERE k.user_id = ${userId}::uuid AND k.revoked_at IS NULL
       AND d.day > (now() AT TIME ZONE 'UTC')::date - 7
     GROUP BY d.api_key_id`;
  return new Map(rows.map(({ id, requests }) => [id, requests]));
}
