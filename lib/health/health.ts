import 'server-only';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors/app-error';
import { findAppliedMigrations } from './store';

/** What "ready" stands on, each looked at just now. */
export type Readiness = { status: 'ok'; checks: Record<'database' | 'migrations', 'ok'> };

/** @throws AppError `database_unavailable`, or `not_ready` when a migration is missing. */
export async function checkReadiness(): Promise<Readiness> {
  const [applied, expected] = await Promise.all([findAppliedMigrations(), migrationsOfThisVersion()]);
  const missing = expected.filter((name) => !applied.includes(name));
  if (missing.length > 0) {
    throw new AppError('not_ready', {
      detail: `${missing.length === 1 ? 'A migration has' : `${missing.length} migrations have`} not been applied yet. Start with \`npm run up\`, or run \`npx prisma migrate deploy\`.`,
      retryAfterSeconds: 5,
    });
  }
  return { status: 'ok', checks: { database: 'ok', migrations: 'ok' } };
}

async function migrationsOfThisVersion(): Promise<string[]> {
  const folder = path.join(process.cwd(), 'prisma', 'migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
