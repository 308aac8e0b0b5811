import 'server-only';
import { db } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import type { Tier } from '../../tiers';
import type { OwnedApiKeyView } from '../schema';
import { toView, viewSelect } from '../store';

/** What the database is asked about everybody's keys, for superadmins alone. */

const ownedSelect = {
  ...viewSelect,
  user: { select: { id: true, email: true, firstName: true, lastName: true } },
} satisfies Prisma.ApiKeySelect;

type Row = Prisma.ApiKeyGetPayload<{ select: typeof ownedSelect }>;

function toOwnedView({ user, ...row }: Row, now: Date): OwnedApiKeyView {
  return { ...toView(row, now), owner: user };
}

/** Unrevoked keys, newest first: of owners whose address has this in it, or those above the lowest tier. */
export async function findKeysOfAll(owner: string, limit: number, now: Date): Promise<OwnedApiKeyView[]> {
  const rows = await db().apiKey.findMany({
    where: {
      revokedAt: null,
      ...(owner
        ? { user: { email: { contains: literally(owner) } } }
        : { id: { in: await findRaisedIds(limit) } }),
    },
    select: ownedSelect,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map((row) => toOwnedView(row, now));
}

/** Few among many. The tier is written out, because an index of only these rows serves no value given later. */
async function findRaisedIds(limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM api_keys WHERE tier <> 'standard' AND revoked_at IS NULL
     ORDER BY created_at DESC, id DESC LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** A text in which no character stands for others. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

/** The key as it is now, or null when there is none or it was revoked. */
export async function updateTier(id: string, tier: Tier, now: Date): Promise<OwnedApiKeyView | null> {
  const [row] = await db().apiKey.updateManyAndReturn({
    where: { id, revokedAt: null },
    data: { tier },
    select: { id: true },
  });
  return row
    ? toOwnedView(await db().apiKey.findUniqueOrThrow({ where: { id }, select: ownedSelect }), now)
    : null;
}
