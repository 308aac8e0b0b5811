import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { type Send, type Transaction, transaction } from './queue/store';
import type { ExecutionStatus, ExecutionVia, ExecutionView } from './schema';

/** Everything the database is asked about executions on behalf of people and their keys. */

const viewSelect = {
  id: true,
  checkId: true,
  status: true,
  value: true,
  message: true,
  executedSql: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
  ignoredAt: true,
  via: true,
  check: { select: { slug: true, name: true } },
  space: { select: { slug: true } },
  user: { select: { id: true, firstName: true, lastName: true, email: true } },
  apiKey: { select: { id: true, name: true, keyPrefix: true } },
} satisfies Prisma.ExecutionSelect;

function toView(row: Prisma.ExecutionGetPayload<{ select: typeof viewSelect }>): ExecutionView {
  const { check, space, user, apiKey, via, ignoredAt, ...rest } = row;
  return {
    ...rest,
    checkSlug: check.slug,
    checkName: check.name,
    space: space.slug,
    isIgnored: ignoredAt !== null,
    triggeredBy: {
      via,
      user: user && {
        id: user.id,
        name: `${user.firstName} ${user.lastName}`.trim() || user.email,
        email: user.email,
      },
      apiKey,
    },
  };
}

/** One that the caller has just made or changed, or found by what is theirs. */
async function viewOf(id: string): Promise<ExecutionView> {
  return toView(await db().execution.findUniqueOrThrow({ where: { id }, select: viewSelect }));
}

/** Who may see it: everybody in its space, and superadmins. */
type Viewer = { userId: string; isSuperadmin: boolean };
const seenBy = ({ userId, isSuperadmin }: Viewer): Prisma.ExecutionWhereInput =>
  isSuperadmin ? {} : { space: { members: { some: { userId } } } };

export async function findExecution(viewer: Viewer, id: string): Promise<ExecutionView | null> {
  const row = await db().execution.findFirst({ where: { id, ...seenBy(viewer) }, select: viewSelect });
  return row && toView(row);
}

/** Whether an execution has its result, by its primary key alone: asked again and again while somebody waits. */
export async function isFinished(id: string): Promise<boolean> {
  const row = await db().execution.findUnique({ where: { id }, select: { finishedAt: true } });
  return row === null || row.finishedAt !== null;
}

/** Newest first, of these spaces and, when given, of one check. */
export async function findExecutions(
  scope: { spaceIds: string[]; checkId?: string },
  { status, page, size }: { status?: ExecutionStatus | undefined; page: number; size: number },
): Promise<{ items: ExecutionView[]; total: number }> {
  const where: Prisma.ExecutionWhereInput = {
    spaceId: { in: scope.spaceIds },
    ...(scope.checkId !== undefined && { checkId: scope.checkId }),
    ...(status !== undefined && { status }),
  };
  const [rows, total] = await Promise.all([
    db().execution.findMany({
      where,
      select: viewSelect,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * size,
      take: size,
    }),
    db().execution.count({ where }),
  ]);
  return { items: rows.map(toView), total };
}

/** What a request with an idempotency key asked for. */
export type Idempotency = { userId: string; key: string; requestHash: Uint8Array<ArrayBuffer> };

/** What a key led to within the last day. */
export async function findIdempotent({
  userId,
  key,
}: Idempotency): Promise<{ requestHash: Uint8Array; execution: ExecutionView } | null> {
  const [row] = await db().$queryRaw<{ requestHash: Uint8Array; executionId: string }[]>`
    SELECT request_hash AS "requestHash", execution_id AS "executionId" FROM idempotency_keys
    WHERE user_id = ${userId}::uuid AND key = ${key} AND created_at >= now() - interval '24 hours'`;
  if (!row) return null;
  return { requestHash: row.requestHash, execution: await viewOf(row.executionId) };
}

export async function deleteOldIdempotencyKeys(): Promise<void> {
  await db().$executeRaw`DELETE FROM idempotency_keys WHERE created_at < now() - interval '24 hours'`;
}

type Trigger = {
  checkId: string;
  spaceId: string;
  via: ExecutionVia;
  userId: string;
  apiKeyId: string | null;
};

/** Queues an execution: its row, its idempotency key and its job, or none of them. */
export function insertQueued(
  trigger: Trigger,
  idempotency: Idempotency | null,
): Promise<ExecutionView | 'key_taken'> {
  return insertOnce(idempotency, async (tx, send) => {
    const data = { ...trigger, createdAt: await timeOf(tx) };
    const { id } = await tx.execution.create({ data, select: { id: true } });
    await send([id]);
    return id;
  });
}

/** Writes down an execution that has its result already. */
export function insertFinished(
  trigger: Trigger,
  result: { status: 'PASS' | 'WARNING' | 'FAIL'; value: number; message: string },
  idempotency: Idempotency | null,
): Promise<ExecutionView | 'key_taken'> {
  return insertOnce(idempotency, async (tx) => {
    await lockCheck(tx, trigger.checkId);
    const now = await timeOf(tx);
    const { id } = await tx.execution.create({
      data: { ...trigger, ...result, createdAt: now, startedAt: now, finishedAt: now },
      select: { id: true },
    });
    await refreshLastExecution(tx, trigger.checkId);
    return id;
  });
}

/**
 * The database's clock, because executions of a check run in the order they came
 * in, to whichever process, and no two machines agree on the time.
 */
export async function timeOf(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT now()`;
  if (!row) throw new Error('the database did not say what time it is');
  return row.now;
}

async function insertOnce(
  idempotency: Idempotency | null,
  insert: (tx: Transaction, send: Send) => Promise<string>,
): Promise<ExecutionView | 'key_taken'> {
  try {
    const id = await transaction(async (tx, send) => {
      const inserted = await insert(tx, send);
      if (idempotency) await takeKey(tx, idempotency, inserted);
      return inserted;
    });
    return await viewOf(id);
  } catch (error) {
    if (error instanceof KeyTaken) return 'key_taken';
    throw error;
  }
}

class KeyTaken extends Error {}

/** Whoever is second waits here until the first is done, and then finds the key taken, or free after all. */
async function takeKey(tx: Transaction, idempotency: Idempotency, executionId: string): Promise<void> {
  const { userId, key, requestHash } = idempotency;
  const taken = await tx.$executeRaw`
    INSERT INTO idempotency_keys (user_id, key, request_hash, execution_id)
    VALUES (${userId}::uuid, ${key}, ${requestHash}, ${executionId}::uuid)
    ON CONFLICT (user_id, key) DO UPDATE
      SET request_hash = excluded.request_hash, execution_id = excluded.execution_id, created_at = now()
      WHERE idempotency_keys.created_at < now() - interval '24 hours'`;
  if (taken === 0) throw new KeyTaken();
}

/**
 * Lets no two transactions settle a check's last execution at once. Taken first,
 * because a new execution holds the check's row shared, and two of those could
 * then not both change it.
 */
export async function lockCheck(tx: Transaction, checkId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM checks WHERE id = ${checkId}::uuid FOR UPDATE`;
}

/** The check's last execution is the newest that has finished and is not ignored. Only under `lockCheck`. */
export async function refreshLastExecution(tx: Transaction, checkId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE checks SET last_execution_id = (
      SELECT id FROM executions
      WHERE check_id = ${checkId}::uuid AND finished_at IS NOT NULL AND ignored_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT 1)
    WHERE id = ${checkId}::uuid`;
}

/** Marks an execution as ignored by somebody, or as not ignored; who did it first stays written down. */
export async function setIgnored(
  { id, checkId }: { id: string; checkId: string },
  ignoredById: string | null,
): Promise<ExecutionView> {
  await db().$transaction(async (tx) => {
    await lockCheck(tx, checkId);
    await (ignoredById === null
      ? tx.$executeRaw`
          UPDATE executions SET ignored_at = NULL, ignored_by_id = NULL
          WHERE id = ${id}::uuid AND check_id = ${checkId}::uuid`
      : tx.$executeRaw`
          UPDATE executions SET ignored_at = now(), ignored_by_id = ${ignoredById}::uuid
          WHERE id = ${id}::uuid AND check_id = ${checkId}::uuid AND ignored_at IS NULL`);
    await refreshLastExecution(tx, checkId);
  });
  return viewOf(id);
}

export type TrendRow = {
  checkId: string;
  executionId: string;
  at: Date;
  status: 'PASS' | 'WARNING' | 'FAIL' | 'ERROR';
  value: number | null;
};

/** The last finished executions of each check of a space, oldest first. */
export function findTrends(spaceId: string, checkIds: string[], limit: number): Promise<TrendRow[]> {
  return db().$queryRaw<TrendRow[]>`
    SELECT e.check_id AS "checkId", e.id AS "executionId", e.created_at AS "at", e.status, e.value
    FROM unnest(${checkIds}::uuid[]) AS c(id)
    CROSS JOIN LATERAL (
      SELECT * FROM executions
      WHERE check_id = c.id AND space_id = ${spaceId}::uuid AND finished_at IS NOT NULL AND ignored_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT ${limit}) e
    ORDER BY e.created_at, e.id`;
}
