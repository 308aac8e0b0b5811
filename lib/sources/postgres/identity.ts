import 'server-only';
import type pg from 'pg';
import { askOwnDatabase } from '../store';

/** Which database this is on which run of a server. Told to everyone, here without the time zone of who asks. */
export const IDENTITY = `
  (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())::text AS "databaseId",
  extract(epoch FROM pg_catalog.pg_postmaster_start_time())::text AS "startedAt",
  pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS "tellsSystem"`;

export type Identity = { databaseId: string; startedAt: string; tellsSystem: boolean };

/** A number that a server shares with its copies. Even to write this down takes the right to call it. */
const SYSTEM = 'SELECT system_identifier::text AS id FROM pg_catalog.pg_control_system()';

/** Whether a database is the one that the platform keeps its accounts in, or a copy of it. */
export async function isPlatforms(session: pg.PoolClient, its: Identity): Promise<boolean> {
  const own = await askOwnDatabase<Identity>(`SELECT ${IDENTITY}`);
  if (own.databaseId !== its.databaseId) return false;
  if (own.startedAt === its.startedAt) return true;
  if (!own.tellsSystem || !its.tellsSystem) return false;
  const { rows } = await session.query<{ id: string }>(SYSTEM);
  return rows[0]?.id === (await askOwnDatabase<{ id: string }>(SYSTEM)).id;
}
