import 'server-only';
import type pg from 'pg';
import type { Query, QueryResult, SourceTable } from '../schema';
import type { Turn } from '../slots';
import { toSourceError, WRAPPED_BEFORE } from './faults';
import { admit } from './gate';
import { withSession } from './session';
import { plainTypes, typeName } from './values';

/**
 * Runs one SELECT. Its text stands inside one of ours and is sent by the
 * extended protocol, so that nothing but a single query parses, and never more
 * rows are asked for than wanted.
 *
 * @throws SourceError
 */
export async function queryPostgres(
  variable: string,
  { text, values }: Query,
  { maxRows, ...limits }: Turn & { maxRows: number; maxBytes: number },
): Promise<QueryResult> {
  const inner = admit(text);
  return withSession(variable, limits, async (session) => {
    const wrapped: pg.QueryArrayConfig & { queryMode: 'extended' } = {
      text: `${WRAPPED_BEFORE}${inner}\n) AS q LIMIT ${maxRows + 1}`,
      values,
      rowMode: 'array',
      queryMode: 'extended',
      types: plainTypes,
    };
    const { fields, rows } = await session.query<unknown[]>(wrapped).catch((error: unknown) => {
      throw toSourceError(error, variable, inner);
    });
    return {
      columns: fields.map(({ name, dataTypeID }) => ({ name, type: typeName(dataTypeID) })),
      rows: rows.slice(0, maxRows),
      isTruncated: rows.length > maxRows,
    };
  });
}

/** What the role may read, by the names a query needs: with the schema only where it is needed. */
const TABLES = `
  SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname::text
      ELSE n.nspname || '.' || c.relname END AS name,
    (SELECT coalesce(json_agg(json_build_object('name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum), '[]')
     FROM pg_catalog.pg_attribute a
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       AND pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')) AS columns
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^(pg_|information_schema$)'
    AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
    AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT')
  ORDER BY 1 LIMIT 1000`;

/** The first thousand tables and views that the source's role may read. @throws SourceError */
export function describePostgres(
  variable: string,
  limits: Turn & { maxBytes: number },
): Promise<SourceTable[]> {
  return withSession(variable, limits, async (session) => (await session.query<SourceTable>(TABLES)).rows);
}
