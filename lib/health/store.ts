import 'server-only';
import { db } from '../db';

/** The names of the migrations that have been applied in full; none on an empty database. */
export async function findAppliedMigrations(): Promise<string[]> {
  const [table] = await db().$queryRaw<{ exists: boolean }[]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS "exists"`;
  if (!table?.exists) return [];
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map(({ name }) => name);
}
