/** One part of a name: in double quotes with quotes inside doubled, or any text without a dot. */
const PART = /"(?:[^"]|"")+"|[^".][^.]*/.source;
const TABLE = new RegExp(`^(${PART})(?:\\.(${PART}))?$`, 'u');

/**
 * The parts of a table's name as people write it: `orders`, `schema.orders`, or
 * `"odd.name"` for a part that has a dot itself. Null when it is none.
 */
export function parseTableName(name: string): string[] | null {
  const [, ...parts] = TABLE.exec(name) ?? [];
  const written = parts.filter((part): part is string => part !== undefined);
  return written.length > 0 ? written.map(unquoted) : null;
}

function unquoted(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
}
