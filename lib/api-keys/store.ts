import 'server-only';
import { db, isUniqueViolation } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { queryPrepared } from '../prepared';
import type { Tier } from '../tiers';
import type { ApiKeyView } from './schema';

/** Everything the database is asked about keys. Each statement carries the owner, never an id alone. */

export const viewSelect = {
  id: true,
  name: true,
  keyPrefix: true,
  canCreateKeys: true,
  tier: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedAddress: true,
  lastUsedAgent: true,
  replacements: { where: { revokedAt: null }, select: { id: true, name: true, createdAt: true } },
} satisfies Prisma.ApiKeySelect;

type Row = Prisma.ApiKeyGetPayload<{ select: typeof viewSelect }>;

export function toView({ replacements, ...row }: Row, now: Date): ApiKeyView {
  return {
    ...row,
    isActive: row.expiresAt === null || row.expiresAt > now,
    replacedBy: replacements[0] ?? null,
  };
}

/** Which of a person's keys can be used. */
export function isUsable(userId: string, now: Date) {
  return {
    userId,
    revokedAt: null,
    OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
  } satisfies Prisma.ApiKeyWhereInput;
}

/**
 * Locks the owner's row until the transaction ends, so that of two requests
 * that add keys each sees what the other did. It can still be pointed to: a
 * deletion at the same moment, which names the owner, would else wait for this
 * transaction while this one waits for the key.
 */
export async function lockOwner(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`;
}

export async function findApiKeys(userId: string, now: Date): Promise<ApiKeyView[]> {
  const rows = await db().apiKey.findMany({
    where: { userId, revokedAt: null },
    select: viewSelect,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map((row) => toView(row, now));
}

export async function findApiKey(userId: string, id: string, now: Date): Promise<ApiKeyView | null> {
  const row = await db().apiKey.findFirst({ where: { id, userId, revokedAt: null }, select: viewSelect });
  return row && toView(row, now);
}

export type NewApiKeyRow = {
  userId: string;
  name: string;
  keyPrefix: string;
  keyHash: Uint8Array<ArrayBuffer>;
  canCreateKeys: boolean;
  /** Left out, it is the lowest. */
  tier?: Tier;
  createdAt: Date;
  expiresAt: Date | null;
};

/** How many usable keys a person has. Those that were replaced are not counted: they are going. */
export function countActiveKeys(userId: string, now: Date, tx: Prisma.TransactionClient = db()) {
  return tx.apiKey.count({
    where: { ...isUsable(userId, now), replacements: { none: { revokedAt: null } } },
  });
}

/** Inserts a key, within somebody's transaction, unless the owner already has `limit` active ones. */
export async function insertApiKeyIn(
  tx: Prisma.TransactionClient,
  row: NewApiKeyRow,
  limit: number,
): Promise<ApiKeyView | 'too_many_keys'> {
  await lockOwner(tx, row.userId);
  if ((await countActiveKeys(row.userId, row.createdAt, tx)) >= limit) return 'too_many_keys';
  return toView(await tx.apiKey.create({ data: row, select: viewSelect }), row.createdAt);
}

export async function insertApiKey(
  row: NewApiKeyRow,
  limit: number,
): Promise<ApiKeyView | 'too_many_keys' | 'name_taken'> {
  try {
    return await db().$transaction((tx) => insertApiKeyIn(tx, row, limit));
  } catch (error) {
    if (isUniqueViolation(error)) return 'name_taken';
    throw error;
  }
}

export async function updateApiKeyName(
  userId: string,
  id: string,
  name: string,
  now: Date,
): Promise<ApiKeyView | 'not_found' | 'name_taken'> {
  try {
    await db().apiKey.updateMany({ where: { id, userId, revokedAt: null }, data: { name } });
    return (await findApiKey(userId, id, now)) ?? 'not_found';
  } catch (error) {
    if (isUniqueViolation(error)) return 'name_taken';
    throw error;
  }
}

export type Revocation = { revokedAt: Date; revokedById: string; revokedReason: string };

/** True when this call revoked the key; false when it was not the owner's or already revoked. */
export async function markRevoked(userId: string, id: string, revocation: Revocation): Promise<boolean> {
  const { count } = await db().apiKey.updateMany({
    where: { id, userId, revokedAt: null },
    data: revocation,
  });
  return count === 1;
}

/** A key as it is looked up to be verified. Times are ISO 8601, as JSON has them. */
export type KeyWithOwner = {
  id: string;
  canCreateKeys: boolean;
  tier: Tier;
  /** When it expired, if it has. */
  expiredAt: string | null;
  revokedAt: string | null;
  /** Whether the row does not tell of a use within the last minute. */
  isUseDue: boolean;
  userId: string;
  email: string;
  isSuperadmin: boolean;
  deactivatedAt: string | null;
};

/**
 * Two things are told by the database's clock, which is the same for every process: whether the key has
 * expired, and whether its use is to be written. All of it is one column, because the driver describes and
 * reads every column anew with every answer: ten of them took longer than to find the row.
 */
const FIND_KEY_WITH_OWNER = `
  SELECT json_build_object(
           'id', k.id, 'canCreateKeys', k.can_create_keys, 'tier', k.tier,
           'expiredAt', CASE WHEN k.expires_at <= now() THEN k.expires_at END,
           'revokedAt', k.revoked_at,
           'isUseDue', k.last_used_at IS NULL OR k.last_used_at <= now() - interval '1 minute',
           'userId', u.id, 'email', u.email, 'isSuperadmin', u.is_superadmin,
           'deactivatedAt', u.deactivated_at) AS key
    FROM api_keys k
    JOIN users u ON u.id = k.user_id
   WHERE k.key_hash = $1`;

/**
 * The hot path: one statement, by the unique index on the hash, joined with the
 * owner. Prepared, and past Prisma's query layer, which would take four times as
 * long as the database does.
 */
export async function findKeyWithOwner(keyHash: Uint8Array): Promise<KeyWithOwner | null> {
  const [row] = await queryPrepared<{ key: KeyWithOwner }>('find_key_with_owner', FIND_KEY_WITH_OWNER, [
    keyHash,
  ]);
  return row?.key ?? null;
}
