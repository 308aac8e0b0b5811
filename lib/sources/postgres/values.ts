import pg from 'pg';

const { builtins, getTypeParser } = pg.types;
/** Numbers of at most this many digits are the same after a trip through JSON. */
const SAFE_DIGITS = 15;
const TYPE_NAMES = new Map(Object.entries(builtins).map(([name, oid]) => [Number(oid), name.toLowerCase()]));

/** A type as people know it; `other` for those a server may add. */
export function typeName(oid: number): string {
  return TYPE_NAMES.get(oid) ?? 'other';
}

/** Says how the driver reads values: as JSON can say them. */
export const plainTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number) => (text: string | Buffer) => toPlain(oid, text.toString())) as never,
};

/**
 * A value as JSON says it. Numbers that a program could not hold exactly are
 * text, times are ISO 8601 in UTC, and what has parts is JSON text.
 */
export function toPlain(oid: number, text: string): string | number | boolean {
  switch (oid) {
    case builtins.BOOL:
      return text === 't';
    case builtins.INT2:
    case builtins.INT4:
    case builtins.OID:
      return Number(text);
    case builtins.INT8:
      return Number.isSafeInteger(Number(text)) ? Number(text) : text;
    case builtins.FLOAT4:
    case builtins.FLOAT8:
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case builtins.NUMERIC:
      return /^[-.\d]+$/.test(text) && text.replace(/\D/g, '').length <= SAFE_DIGITS ? Number(text) : text;
    case builtins.TIMESTAMP:
    case builtins.TIMESTAMPTZ:
      return text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)(?:\+00)?$/, '$1T$2Z');
    default: {
      // Lists of the common types; all others stay as the server wrote them.
      if (!text.startsWith('{')) return text;
      const parsed: unknown = getTypeParser(oid, 'text')(text);
      return Array.isArray(parsed) ? JSON.stringify(parsed) : text;
    }
  }
}
