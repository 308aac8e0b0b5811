import type { QueryResult } from '../sources/schema';

/** A number a source returned, or a sentence that says why it is none and what to do. */
export type Reading = { number: number } | { fault: string };

/** Each digit can be read in one way only: a text may have millions, and what follows them may be anything. */
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Types whose values are numbers even where they are written as text; of the others, a text may look like one. */
const NUMBER_TYPE =
  /^(?:$|(?:int(?:eger|[248])?|u?(?:tiny|small|big|huge)int|uinteger|float[48]?|double|real|numeric|decimal|bignum|oid)\b)/i;

/** What one cell of a result is worth: numbers, and numbers written as text because they are exact. */
export function readNumber(cell: unknown, type: string): Reading {
  if (cell === null || cell === undefined) {
    return {
      fault:
        'The query returned NULL. An average over no rows is NULL: use COALESCE or check that the table has rows.',
    };
  }
  if (typeof cell === 'boolean') {
    return {
      fault: `The query returned ${cell}, which is no number. Count something, or write CASE WHEN … THEN 1 ELSE 0 END.`,
    };
  }
  if (typeof cell === 'number' || typeof cell === 'bigint') return finite(Number(cell));
  if (typeof cell === 'string' && NUMBER_TYPE.test(type)) {
    if (DECIMAL.test(cell)) return finite(Number(cell));
    if (/^(?:nan|[+-]?inf(?:inity)?)$/i.test(cell)) return finite(Number.NaN);
  }
  return {
    fault: `The query returned a value of the type ${type.slice(0, 60) || 'unknown'}, which is no number. Select a number, or CAST it to one.`,
  };
}

function finite(value: number): Reading {
  if (!Number.isFinite(value)) {
    return {
      fault:
        'The query returned a number that is infinite, too large or no number at all (NaN). Leave such values out, or divide with NULLIF(…, 0).',
    };
  }
  // Zero has no sign that anybody means.
  return { number: value === 0 ? 0 : value };
}

/** The one number of a result that must hold nothing else. */
export function readOnlyNumber({ columns, rows, isTruncated }: QueryResult): Reading {
  if (columns.length !== 1) {
    return {
      fault: `The query returned ${columns.length} columns; it must return one. Select only the number to watch.`,
    };
  }
  if (rows.length === 0) {
    return {
      fault:
        'The query returned no row; it must return one. An aggregate such as count(*) always returns one.',
    };
  }
  if (rows.length > 1 || isTruncated) {
    return {
      fault:
        'The query returned more than one row; it must return one. Use an aggregate such as max(…), or LIMIT 1.',
    };
  }
  return readNumber(rows[0]?.[0], columns[0]?.type ?? '');
}
