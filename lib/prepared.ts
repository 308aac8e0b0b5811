import 'server-only';
import { createHash } from 'node:crypto';
import type { QueryResultRow } from 'pg';
import { pool } from './db';
import { logger } from './logger';

/**
 * No statement of that name on the connection, or one already. It is never so on a connection of our own; a
 * pooler that gives out a connection a transaction at a time, and keeps no account of names, makes it so.
 */
const FORGOTTEN = ['26000', '42P05'];
/** The shape of what a statement answers was changed by a migration since it was prepared, among other things. */
const OUTDATED = '0A000';

let isPoolerForgetful = false;
/** Goes into the text, and so into the name: raised, every statement is prepared anew. */
let generation = 0;
const statements = new Map<string, { name: string; text: string }>();

/**
 * Runs a statement that the database parses and plans once for each connection, over the pool that Prisma has.
 * For the few statements whose cost shows, and whose plan does not depend on the values.
 *
 * - `text` is a constant with `$1`, `$2` … in it; nothing is ever put into it. `name` says what it is, to
 *   whoever looks into `pg_prepared_statements`: lower case, at most 40 characters.
 * - Rows are as `pg` reads them: a `timestamptz` is a Date, a `bytea` a Buffer, a `bigint` a string, columns have
 *   the names that `AS "…"` gives them.
 * - It is one statement in a transaction of its own, never part of one that Prisma has begun.
 * - Behind PgBouncer in transaction mode it works with and without `max_prepared_statements`: where the names are
 *   not kept, the first call to find that out is repeated without one, and so are all after it, in this process.
 *   A statement that fails for its name has done nothing, so repeating it does nothing twice.
 * - Of two texts under one name neither is ever taken for the other, in whatever version of the app: the name
 *   that the database is told ends in the text's hash.
 * - Errors are the driver's own. `toAppError` knows them as it knows those that Prisma has wrapped: an absent,
 *   stopping or exhausted database is `database_unavailable`.
 */
export async function queryPrepared<Row extends QueryResultRow>(
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  if (isPoolerForgetful) return await queryUnnamed(text, values);
  const asked = generation;
  try {
    const statement = prepared(name, text);
    const { rows } = await pool().query<Row>({ name: statement.name, text: statement.text, values });
    return rows;
  } catch (error) {
    const code = codeOf(error);
    if (FORGOTTEN.includes(code)) forget();
    else if (code !== OUTDATED) throw error;
    // Of several that find it outdated at once, the first is enough.
    else if (generation === asked) prepareAnew();
    return await queryUnnamed(text, values);
  }
}

async function queryUnnamed<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ text, values });
  return rows;
}

function prepared(name: string, constant: string): { name: string; text: string } {
  // Found by the text alone: to put a longer key together for every call would cost more than the look-up.
  const known = statements.get(constant);
  if (known) return known;
  const text = generation === 0 ? constant : `${constant}\n-- ${generation}`;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const statement = { name: `${name}_${hash}`, text };
  statements.set(constant, statement);
  return statement;
}

function forget(): void {
  if (isPoolerForgetful) return;
  isPoolerForgetful = true;
  logger.warn(
    'The connection pooler keeps no prepared statements: they are parsed each time from now on. PgBouncer 1.21 or newer keeps them with max_prepared_statements.',
  );
}

function prepareAnew(): void {
  generation += 1;
  statements.clear();
}

function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
