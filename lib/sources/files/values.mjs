import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTypeId,
  JsonDuckDBValueConverter,
} from '@duckdb/node-api';

/** Numbers of at most this many digits are the same after a trip through JSON. */
const SAFE_DIGITS = 15;
const NESTED = new Set([
  DuckDBTypeId.LIST,
  DuckDBTypeId.ARRAY,
  DuckDBTypeId.STRUCT,
  DuckDBTypeId.MAP,
  DuckDBTypeId.UNION,
]);
const TIMESTAMPS = [
  DuckDBTimestampValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
];

/**
 * A value as JSON says it: text, number, boolean or null. Numbers that a
 * program could not hold exactly are text, times are ISO 8601 in UTC, and what
 * has parts is JSON text.
 * @param {unknown} value
 * @param {import('@duckdb/node-api').DuckDBType} type
 */
export function toPlain(value, type) {
  if (value === null || value === undefined) return null;
  if (NESTED.has(type.typeId))
    return JSON.stringify(JsonDuckDBValueConverter(value, type, JsonDuckDBValueConverter));
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  const text = value.toString();
  if (value instanceof DuckDBDecimalValue) {
    return text.replace(/\D/g, '').length <= SAFE_DIGITS ? Number(text) : text;
  }
  if (value instanceof DuckDBDateValue) return text;
  if (TIMESTAMPS.some((kind) => value instanceof kind)) return toIso(text);
  return text;
}

/** `2024-01-01 10:00:00+00` as `2024-01-01T10:00:00Z`; what is no common date, like infinity, stays. */
function toIso(text) {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00(?::00)?)?$/.exec(text) ?? [];
  return date ? `${date}T${time}Z` : text;
}
