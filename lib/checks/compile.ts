import type { Query, SourceKind } from '../sources/schema';
import { withoutSemicolon } from '../sources/tokens';
import type { Definition } from './definition';
import { parseTableName } from './table-name';

export type Dialect = 'postgres' | 'duckdb';

/** A definition that runs a query. */
export type RunnableDefinition = Exclude<Definition, { checkType: 'custom' }>;

/** The language a source of this kind speaks. */
export function dialectOf(kind: SourceKind): Dialect {
  return kind === 'postgres' ? 'postgres' : 'duckdb';
}

/**
 * The one statement that measures a definition. Names are quoted and values are
 * bound, so nothing in a definition can become SQL except the query a person wrote.
 *
 * What it returns, in this order: the value, and for checks that look at each
 * row also how many rows there were.
 *
 * @param now The moment that ages are counted from.
 */
export function compile(definition: RunnableDefinition, dialect: Dialect, now = new Date()): Query {
  switch (definition.checkType) {
    case 'sql_metric':
      return { text: definition.query, values: [] };
    case 'sql_condition':
      // It begins on the first line, so that lines in messages are its own; the break ends a comment on its last.
      return {
        text: `SELECT count(*) AS found FROM (${withoutSemicolon(definition.query)}\n) AS q`,
        values: [],
      };
    case 'row_count':
      return { text: `SELECT count(*) AS found FROM ${table(definition, dialect)}`, values: [] };
    case 'freshness':
      return freshness(definition, dialect, now);
    case 'null_check':
      return counting(definition, dialect, `${quote(definition.configuration.column)} IS NULL`, []);
    case 'range_check':
      return range(definition, dialect);
    case 'pattern_check': {
      const { column, pattern } = definition.configuration;
      const text = `CAST(${quote(column)} AS ${dialect === 'postgres' ? 'text' : 'VARCHAR'})`;
      const isViolation =
        dialect === 'postgres'
          ? `${text} !~ CAST($1 AS text)`
          : `NOT regexp_matches(${text}, CAST($1 AS VARCHAR))`;
      return counting(definition, dialect, isViolation, [pattern]);
    }
    case 'uniqueness':
      return uniqueness(definition, dialect);
  }
}

/** A statement with its bound values as comments below it, for people to read and try. */
export function describeSql({ text, values }: Query): string {
  const comments = values.map((value, index) => `-- $${index + 1} = ${oneLine(value)}`);
  return [text, ...comments].join('\n');
}

/** An identifier in double quotes, which both dialects read the same way. */
export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

type OnTable = Extract<RunnableDefinition, { configuration: { table: string } }>;

/** Files have no schemas: a dot stands in the name of one. */
function table({ configuration }: OnTable, dialect: Dialect): string {
  const parts = parseTableName(configuration.table) ?? [configuration.table];
  return dialect === 'duckdb' ? quote(parts.join('.')) : parts.map(quote).join('.');
}

function counting(
  definition: OnTable,
  dialect: Dialect,
  isViolation: string,
  values: Query['values'],
): Query {
  return {
    text: [
      `SELECT count(*) FILTER (WHERE ${isViolation}) AS violations, count(*) AS checked`,
      `FROM ${table(definition, dialect)}`,
    ].join('\n'),
    values,
  };
}

function range(definition: Extract<Definition, { checkType: 'range_check' }>, dialect: Dialect): Query {
  const { column, min, max } = definition.configuration;
  // Without the cast, a column of whole numbers would not be compared with 0.5.
  const type = dialect === 'postgres' ? 'numeric' : 'DOUBLE';
  const values: number[] = [];
  const conditions = [['<', min] as const, ['>', max] as const].flatMap(([operator, limit]) =>
    limit === null ? [] : [`${quote(column)} ${operator} CAST($${values.push(limit)} AS ${type})`],
  );
  return counting(definition, dialect, conditions.join(' OR '), values);
}

/**
 * Seconds since 1970 are the one measure that dates, timestamps and timestamps
 * with a time zone share in both dialects, whatever time zone the session has;
 * those without a time zone count as UTC.
 */
function freshness(
  definition: Extract<Definition, { checkType: 'freshness' }>,
  dialect: Dialect,
  now: Date,
): Query {
  const newest = `extract(epoch FROM max(${quote(definition.configuration.column)}))`;
  return {
    text: [
      `SELECT (extract(epoch FROM CAST($1 AS timestamp)) - ${newest}) / 3600 AS age_in_hours, count(*) AS checked`,
      `FROM ${table(definition, dialect)}`,
    ].join('\n'),
    values: [now.toISOString().slice(0, -1)],
  };
}

/** Counts each row beyond the first of its kind; like UNIQUE in SQL, it takes no NULL for a duplicate. */
function uniqueness(definition: Extract<Definition, { checkType: 'uniqueness' }>, dialect: Dialect): Query {
  const columns = definition.configuration.columns.map(quote);
  const isComplete = columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
  return {
    text: [
      'SELECT coalesce(sum(n) FILTER (WHERE is_complete) - count(*) FILTER (WHERE is_complete), 0) AS violations,',
      '  coalesce(sum(n), 0) AS checked',
      `FROM (SELECT ${isComplete} AS is_complete, count(*) AS n`,
      `  FROM ${table(definition, dialect)} GROUP BY ${columns.join(', ')}) AS q`,
    ].join('\n'),
    values: [],
  };
}

/** JSON has no line breaks of its own; these three are the ones it would let through. */
function oneLine(value: Query['values'][number]): string {
  return JSON.stringify(value).replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
