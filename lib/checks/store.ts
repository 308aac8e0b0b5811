import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import { db, isUniqueViolation } from '../db';
import { Prisma } from '../generated/prisma/client';
import type { SourceTarget } from '../sources/schema';
import type { Definition } from './definition';
import { type Snapshot, snapshotOf } from './history';
import type { CheckFilter, CheckView, LastExecution, ResultStatus, Severity } from './schema';

/** Everything the database is asked about checks. Each statement carries the space, or who may see it. */

/** A check as its columns are, before they are one again what people know. */
type CheckRow = Omit<CheckView, 'schedule' | 'definition' | 'lastExecution'> & {
  checkType: string;
  source: string | null;
  query: string | null;
  configuration: object;
  thresholds: object;
  severity: Severity;
  cron: string | null;
  timezone: string | null;
  executionId: string | null;
  status: ResultStatus;
  value: number | null;
  message: string;
  executionCreatedAt: Date;
  finishedAt: Date;
};

/** Lists and single checks are read by one statement each, whatever they show. */
const selectCheck = Prisma.sql`
  SELECT c.id, s.slug AS space, c.slug, c.name, c.description, c.severity::text AS severity, c.version,
         c.archived_at IS NOT NULL AS "isArchived", c.created_at AS "createdAt", c.updated_at AS "updatedAt",
         c.check_type::text AS "checkType", o.name AS source, c.query, c.configuration, c.thresholds,
         c.schedule_cron AS cron, c.schedule_timezone AS timezone,
         e.id AS "executionId", e.status::text AS status, e.value, e.message,
         e.created_at AS "executionCreatedAt", e.finished_at AS "finishedAt"
    FROM checks c
    JOIN spaces s ON s.id = c.space_id
    LEFT JOIN sources o ON o.id = c.source_id
    LEFT JOIN executions e ON e.id = c.last_execution_id`;

function toView(row: CheckRow): CheckView {
  const { checkType, source, query, configuration, thresholds, cron, timezone, ...rest } = row;
  const { executionId, status, value, message, executionCreatedAt, finishedAt, ...check } = rest;
  const lastExecution: LastExecution | null =
    executionId === null
      ? null
      : { id: executionId, status, value, message, createdAt: executionCreatedAt, finishedAt };
  return {
    ...check,
    schedule: cron === null ? null : { cron, timezone: timezone ?? 'UTC' },
    // These columns are only ever written from a definition.
    definition: { checkType, source, query, configuration, thresholds } as Definition,
    lastExecution,
  };
}

/** Whose checks to list: those of one space, or of all that somebody may see. */
export type Scope = { spaceId: string } | { userId: string; isSuperadmin: boolean };

function inScope(scope: Scope): Prisma.Sql {
  if ('spaceId' in scope) return Prisma.sql`c.space_id = ${scope.spaceId}::uuid`;
  if (scope.isSuperadmin) return Prisma.sql`true`;
  return Prisma.sql`c.space_id IN (SELECT space_id FROM members WHERE user_id = ${scope.userId}::uuid)`;
}

function matching(scope: Scope, { search, status, isArchived }: CheckFilter): Prisma.Sql {
  const conditions = [
    inScope(scope),
    isArchived ? Prisma.sql`c.archived_at IS NOT NULL` : Prisma.sql`c.archived_at IS NULL`,
  ];
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(Prisma.sql`(c.name ILIKE ${pattern} OR c.slug ILIKE ${pattern})`);
  }
  if (status === 'none') conditions.push(Prisma.sql`c.last_execution_id IS NULL`);
  else if (status) {
    conditions.push(
      Prisma.sql`EXISTS (SELECT 1 FROM executions l WHERE l.id = c.last_execution_id AND l.status::text = ${status})`,
    );
  }
  return Prisma.join(conditions, ' AND ');
}

const byName = Prisma.sql`lower(c.name), c.slug, c.id`;

/**
 * One page of checks by name, and how many there are in all. Which ones they are
 * is found out among the checks alone; only they are joined with their results,
 * of which there are many more.
 */
export async function findChecks(
  scope: Scope,
  filter: CheckFilter,
): Promise<{ items: CheckView[]; total: number }> {
  const where = matching(scope, filter);
  const { size, page } = filter;
  const [counted, rows] = await Promise.all([
    db().$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM checks c WHERE ${where}`,
    db().$queryRaw<CheckRow[]>`
      ${selectCheck} WHERE c.id IN (
        SELECT c.id FROM checks c WHERE ${where}
        ORDER BY ${byName} LIMIT ${size} OFFSET ${(page - 1) * size})
      ORDER BY ${byName}`,
  ]);
  return { items: rows.map(toView), total: counted[0]?.total ?? 0 };
}

/** How many unarchived checks of a space stand at each result; those that never ran under null. */
export function countByStatus(spaceId: string): Promise<{ status: ResultStatus | null; count: number }[]> {
  return db().$queryRaw`
    SELECT e.status::text AS status, count(*)::int AS count
      FROM checks c LEFT JOIN executions e ON e.id = c.last_execution_id
     WHERE c.space_id = ${spaceId}::uuid AND c.archived_at IS NULL
     GROUP BY e.status`;
}

/** Who changes a check, as its history tells it. */
export type Author = { userId: string | null; apiKeyId: string | null };

type Transaction = Prisma.TransactionClient;

async function findOne(tx: Transaction, where: Prisma.Sql): Promise<CheckView | null> {
  const [row] = await tx.$queryRaw<CheckRow[]>`${selectCheck} WHERE ${where}`;
  return row ? toView(row) : null;
}

export function findCheck(
  spaceId: string,
  ref: { slug: string } | { id: string },
): Promise<CheckView | null> {
  const which = 'id' in ref ? Prisma.sql`c.id = ${ref.id}::uuid` : Prisma.sql`c.slug = ${ref.slug}`;
  return findOne(db(), Prisma.sql`c.space_id = ${spaceId}::uuid AND ${which}`);
}

/** The slug of the space a check is in, when the user is a member of it or may see all. */
export async function findSpaceOfCheck(
  id: string,
  userId: string,
  isSuperadmin: boolean,
): Promise<string | null> {
  const check = await db().check.findFirst({
    where: { id, ...(isSuperadmin ? {} : { space: { members: { some: { userId } } } }) },
    select: { space: { select: { slug: true } } },
  });
  return check?.space.slug ?? null;
}

export function findTarget(spaceId: string, source: string): Promise<SourceTarget | null> {
  return db().source.findUnique({
    where: { spaceId_name: { spaceId, name: source } },
    select: { kind: true, location: true },
  });
}

/** A new check with its first version. */
export async function insertCheck(
  spaceId: string,
  slug: string,
  snapshot: Snapshot,
  author: Author,
): Promise<CheckView | 'slug_taken' | 'no_such_source'> {
  try {
    return await db().$transaction((tx) => insertCheckIn(tx, spaceId, slug, snapshot, author));
  } catch (error) {
    if (isUniqueViolation(error)) return 'slug_taken';
    throw error;
  }
}

/** The same as a part of somebody else's transaction, where a taken slug is an error. */
export async function insertCheckIn(
  tx: Transaction,
  spaceId: string,
  slug: string,
  snapshot: Snapshot,
  author: Author,
): Promise<CheckView | 'no_such_source'> {
  const columns = await toColumns(tx, spaceId, snapshot);
  if (columns === 'no_such_source') return columns;
  const { id } = await tx.check.create({ data: { spaceId, slug, ...columns }, select: { id: true } });
  await insertVersion(tx, id, 1, snapshot, author);
  return written(tx, spaceId, id);
}

/**
 * Changes a check and keeps the version, unless the change changes nothing. The
 * check's row is locked meanwhile, so that of two changes made from the same
 * version one finds itself refused.
 *
 * @param change The check as it shall be, from what it is now; or why not.
 */
export function changeCheck<Refusal extends string>(
  spaceId: string,
  id: string,
  change: (current: CheckView) => Snapshot | Refusal,
  author: Author,
): Promise<CheckView | Refusal | 'not_found' | 'no_such_source'> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM checks WHERE id = ${id}::uuid AND space_id = ${spaceId}::uuid FOR UPDATE`;
    const current = await findOne(tx, Prisma.sql`c.id = ${id}::uuid AND c.space_id = ${spaceId}::uuid`);
    if (!current) return 'not_found';
    const snapshot = change(current);
    if (typeof snapshot === 'string') return snapshot;
    if (isDeepStrictEqual(snapshotOf(current), snapshot)) return current;
    const columns = await toColumns(tx, spaceId, snapshot);
    if (columns === 'no_such_source') return columns;
    const version = current.version + 1;
    await tx.check.update({
      where: { id, spaceId },
      data: { ...columns, version, updatedAt: new Date() },
      select: { id: true },
    });
    await insertVersion(tx, id, version, snapshot, author);
    return written(tx, spaceId, id);
  });
}

/** A snapshot as the columns it is kept in. The source is held until the end, so that it is not removed meanwhile. */
async function toColumns(tx: Transaction, spaceId: string, snapshot: Snapshot) {
  const { name, description, severity, schedule, definition, isArchived } = snapshot;
  const { checkType, source, query, configuration, thresholds } = definition;
  const [found] =
    source === null
      ? []
      : await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM sources WHERE space_id = ${spaceId}::uuid AND name = ${source} FOR KEY SHARE`;
  if (source !== null && !found) return 'no_such_source';
  return {
    name,
    description,
    severity,
    checkType,
    sourceId: found?.id ?? null,
    query,
    configuration,
    thresholds,
    scheduleCron: schedule?.cron ?? null,
    scheduleTimezone: schedule?.timezone ?? null,
    archivedAt: isArchived ? new Date() : null,
  };
}

async function insertVersion(
  tx: Transaction,
  checkId: string,
  version: number,
  definition: Snapshot,
  { userId, apiKeyId }: Author,
): Promise<void> {
  const data = { checkId, version, definition, changedById: userId, apiKeyId };
  await tx.checkVersion.create({ data, select: { version: true } });
}

async function written(tx: Transaction, spaceId: string, id: string): Promise<CheckView> {
  const check = await findOne(tx, Prisma.sql`c.id = ${id}::uuid AND c.space_id = ${spaceId}::uuid`);
  if (!check) throw new Error('a check that was just written is not there');
  return check;
}

const versionSelect = {
  version: true,
  definition: true,
  changedAt: true,
  changedBy: { select: { firstName: true, lastName: true, email: true } },
  apiKey: { select: { name: true, keyPrefix: true } },
} satisfies Prisma.CheckVersionSelect;

export type VersionRow = Omit<
  Prisma.CheckVersionGetPayload<{ select: typeof versionSelect }>,
  'definition'
> & { definition: Snapshot };

/** The newest versions of a check, newest first. */
export async function findVersions(spaceId: string, checkId: string, max: number): Promise<VersionRow[]> {
  const rows = await db().checkVersion.findMany({
    where: { checkId, check: { spaceId } },
    select: versionSelect,
    orderBy: { version: 'desc' },
    take: max,
  });
  // Only `insertVersion` writes them, from a snapshot.
  return rows.map((row) => ({ ...row, definition: row.definition as unknown as Snapshot }));
}
