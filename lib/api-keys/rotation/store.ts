import 'server-only';
import { db, isUniqueViolation } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import type { ApiKeyView } from '../schema';
import { isUsable, lockOwner, type NewApiKeyRow, type Revocation, toView, viewSelect } from '../store';

/** What the database is asked when one key takes over from another. */

const oldSelect = {
  id: true,
  name: true,
  canCreateKeys: true,
  tier: true,
  createdAt: true,
  expiresAt: true,
  replacements: {
    select: {
      name: true,
      keyPrefix: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
      rotationHash: true,
    },
    orderBy: { createdAt: 'desc' },
    take: 1,
  },
} satisfies Prisma.ApiKeySelect;

/** The key to be replaced, with the last one that was to replace it, as they are while nothing else changes. */
export type OldKey = Omit<Prisma.ApiKeyGetPayload<{ select: typeof oldSelect }>, 'replacements'> & {
  replacement: Prisma.ApiKeyGetPayload<{ select: typeof oldSelect }>['replacements'][number] | null;
};

/** What becomes of the old key, and the new one that takes over. */
export type Plan = {
  old: { name: string; expiresAt: Date | null };
  replacement: NewApiKeyRow & { rotationHash: Uint8Array<ArrayBuffer> | null };
  /** For an earlier replacement that nobody ever got: it makes way. */
  revokes: Revocation | null;
};

type Result = { apiKey: ApiKeyView; replaces: ApiKeyView } | 'not_found' | 'too_many_keys';

/** A name can be given elsewhere between looking and writing; then everything is looked at again. */
const TRIES = 3;

/**
 * Puts a new key in an old one's place as `plan` says, which is asked with the
 * owner's row locked and may throw: all of it happens, or nothing.
 */
export async function replaceApiKey(
  owner: { userId: string; id: string; now: Date; limit: number },
  plan: (old: OldKey, takenNames: string[]) => Plan,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await db().$transaction((tx) => replaceIn(tx, owner, plan));
    } catch (error) {
      if (!isUniqueViolation(error) || tries === TRIES) throw error;
    }
  }
}

async function replaceIn(
  tx: Prisma.TransactionClient,
  { userId, id, now, limit }: { userId: string; id: string; now: Date; limit: number },
  plan: (old: OldKey, takenNames: string[]) => Plan,
): Promise<Result> {
  await lockOwner(tx, userId);
  const mine = { id, userId, revokedAt: null };
  const found = await tx.apiKey.findFirst({ where: mine, select: oldSelect });
  if (!found) return 'not_found';
  const { replacements, ...key } = found;
  const named = await tx.apiKey.findMany({ where: { userId, revokedAt: null }, select: { name: true } });
  const { old, replacement, revokes } = plan(
    { ...key, replacement: replacements[0] ?? null },
    named.map(({ name }) => name),
  );
  if (!revokes && (await tx.apiKey.count({ where: isUsable(userId, now) })) >= limit) return 'too_many_keys';
  // It may have been revoked meanwhile: that wins.
  const { count } = await tx.apiKey.updateMany({ where: mine, data: old });
  if (count === 0) return 'not_found';
  if (revokes) {
    const unused = { replacesId: id, userId, revokedAt: null, lastUsedAt: null };
    await tx.apiKey.updateMany({ where: unused, data: revokes });
  }
  const made = await tx.apiKey.create({ data: { ...replacement, replacesId: id }, select: viewSelect });
  const replaced = await tx.apiKey.findFirstOrThrow({ where: mine, select: viewSelect });
  return { apiKey: toView(made, now), replaces: toView(replaced, now) };
}
