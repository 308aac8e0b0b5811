import { QueryFault } from './query-fault.mjs';
import { keyOf } from './tables.mjs';

/** The only functions that may stand where a table does. All others may read, or write, something else. */
const TABLE_FUNCTIONS = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
]);
/** They would tell where on the server the files lie, or write to the log of the database. */
const REFUSED_FUNCTIONS = new Set(['current_setting', 'write_log']);
/** Names shown in a message. */
const SHOWN_TABLES = 20;

/**
 * Lets one SELECT on the source's own tables through, and says which of them it
 * names. The statement is judged as the database itself parsed it, so no
 * spelling gets around it.
 * @param {string} serialized what `json_serialize_sql` said about the text
 * @param {import('./tables.mjs').Table[]} tables
 * @returns {import('./tables.mjs').Table[]}
 */
export function admit(serialized, tables) {
  const parsed = JSON.parse(serialized);
  if (parsed.error && parsed.error_type === 'parser') throw new QueryFault('failed', parsed.error_message);
  if (parsed.error) throw new QueryFault('refused', 'A source is only read: write one SELECT.');
  if (parsed.statements.length !== 1) {
    throw new QueryFault('refused', `Write one SELECT; this holds ${parsed.statements.length} statements.`);
  }
  const byKey = new Map(tables.map((table) => [keyOf(table.name), table]));
  const within = new Set();
  const used = new Set();
  const named = [];
  walk(parsed.statements[0], (node) => {
    for (const { key } of node.cte_map?.map ?? []) within.add(keyOf(key));
    if (node.type === 'TABLE_FUNCTION') requireKnownFunction(node.function?.function_name);
    if (node.class === 'FUNCTION' && REFUSED_FUNCTIONS.has(node.function_name?.toLowerCase())) {
      throw new QueryFault('refused', `${node.function_name}() may not be used on a source.`);
    }
    if (node.type === 'BASE_TABLE') named.push(node);
  });
  for (const { catalog_name: catalog, schema_name: schema, table_name: name } of named) {
    const table = byKey.get(keyOf(name));
    const isOurs = ['', 'memory'].includes(catalog) && ['', 'main'].includes(schema);
    if (isOurs && table) used.add(table);
    else if (!isOurs || !within.has(keyOf(name))) throw unknownTable([catalog, schema, name], tables);
  }
  return [...used];
}

function walk(node, visit) {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) visit(node);
  for (const child of Object.values(node)) walk(child, visit);
}

function requireKnownFunction(name = '') {
  if (TABLE_FUNCTIONS.has(name.toLowerCase())) return;
  throw new QueryFault(
    'refused',
    `${name}() may not be used on a source: name its files as tables, like SELECT count(*) FROM orders.`,
  );
}

function unknownTable(parts, tables) {
  const name = parts.filter(Boolean).join('.');
  const known = tables.map((table) => table.name);
  const shown = known.slice(0, SHOWN_TABLES).join(', ') + (known.length > SHOWN_TABLES ? ', …' : '');
  const here = known.length === 0 ? 'Its folder holds no CSV, JSON or Parquet file.' : `It has: ${shown}.`;
  // A path, or a database's own tables: not a slip of the pen.
  const kind = /[/\\:]/.test(name) || parts[1] !== '' ? 'refused' : 'failed';
  return new QueryFault(kind, `This source has no table ${name.slice(0, 100)}. ${here}`);
}
