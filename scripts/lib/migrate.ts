import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { messageOf, UserFacingError } from './user-facing-error';

/** The advisory lock that Prisma's own engine takes, so both can never run at once. */
const PRISMA_MIGRATION_LOCK = 72_707_369;

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type Migration = { name: string; sql: string };
type AppliedMigration = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Applies the migrations that are missing, in Prisma's own bookkeeping, so that
 * `prisma migrate status` agrees. Each one and its entry are one transaction:
 * killed in the middle, the next start simply applies it.
 * @returns the names of the applied migrations
 */
export async function migrate(
  url: string,
  folder = path.join(PROJECT_ROOT, 'prisma/migrations'),
): Promise<string[]> {
  const migrations = readMigrations(folder);
  const applied: string[] = [];
  const client = new pg.Client({ connectionString: url, application_name: 'qarion-migrate' });
  await client.connect();
  try {
    for (;;) {
      const name = await applyNext(client, migrations);
      if (name === undefined) return applied;
      applied.push(name);
    }
  } finally {
    await client.end();
  }
}

/**
 * Looks and applies in one transaction, which is also what holds the lock: a
 * pooler may keep a session, and with it a session's lock, long after us.
 * @returns the name of the migration, or nothing when none is missing
 */
async function applyNext(client: pg.Client, migrations: Migration[]): Promise<string | undefined> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [PRISMA_MIGRATION_LOCK]);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<AppliedMigration>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const [next] = pendingMigrations(migrations, rows);
    if (next) await apply(client, next);
    await client.query('COMMIT');
    return next?.name;
  } catch (error) {
    // Whatever went wrong, a connection that cannot even do this included, is what is told.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, sql: readFileSync(file, 'utf8') }));
}

/** Refuses to build on a history that is not the one in the folder. */
function pendingMigrations(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const byName = new Map(applied.map((row) => [row.migration_name, row]));
  return migrations.filter(({ name, sql }) => {
    const row = byName.get(name);
    if (!row) return true;
    if (!row.finished_at) {
      throw new UserFacingError(
        `The migration ${name} failed in the middle: repair the database, then run "npx prisma migrate resolve --applied ${name}" or "--rolled-back ${name}".`,
      );
    }
    if (row.checksum !== checksum(sql)) {
      throw new UserFacingError(
        `The migration ${name} was edited after it had been applied: restore it and put the change into a migration of its own.`,
      );
    }
    return false;
  });
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum(sql), name],
    );
  } catch (error) {
    throw new UserFacingError(`The migration ${name} failed and was undone: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}
