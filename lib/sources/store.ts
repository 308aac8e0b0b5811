import 'server-only';
import { db, isUniqueViolation } from '../db';
import { Prisma } from '../generated/prisma/client';
import type { SourceKind, SourceView } from './schema';

/** Everything the database is asked about sources. */

const select = {
  id: true,
  name: true,
  kind: true,
  location: true,
  createdAt: true,
  _count: { select: { checks: true } },
} satisfies Prisma.SourceSelect;

function toView({ _count, ...source }: Prisma.SourceGetPayload<{ select: typeof select }>): SourceView {
  return { ...source, checkCount: _count.checks };
}

export async function findSources(spaceId: string): Promise<SourceView[]> {
  const sources = await db().source.findMany({ where: { spaceId }, select, orderBy: { name: 'asc' } });
  return sources.map(toView);
}

export async function findSource(spaceId: string, name: string): Promise<SourceView | null> {
  const source = await db().source.findUnique({ where: { spaceId_name: { spaceId, name } }, select });
  return source && toView(source);
}

export async function insertSource(
  spaceId: string,
  source: { name: string; kind: SourceKind; location: string },
): Promise<SourceView | 'name_taken'> {
  try {
    return toView(await db().source.create({ data: { spaceId, ...source }, select }));
  } catch (error) {
    if (isUniqueViolation(error)) return 'name_taken';
    throw error;
  }
}

/** The database itself refuses while a check reads from it, so none can be added meanwhile. */
export async function deleteSource(
  spaceId: string,
  name: string,
): Promise<'deleted' | 'not_found' | 'in_use'> {
  try {
    const { count } = await db().source.deleteMany({ where: { spaceId, name } });
    return count === 0 ? 'not_found' : 'deleted';
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003') return 'in_use';
    throw error;
  }
}

/** Asks the database that the platform itself lives in about itself. */
export async function askOwnDatabase<Row>(sql: string): Promise<Row> {
  const [row] = await db().$queryRawUnsafe<Row[]>(sql);
  if (!row) throw new Error('the database did not say which it is');
  return row;
}
