import { notParsed } from './fault-words.mjs';
import { QueryFault } from './query-fault.mjs';
import { keyOf, lowerCase } from './tables.mjs';

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
/** They would tell how this database is set up, by name or out of a plan, or write to its log. */
const REFUSED_FUNCTIONS = new Set(['current_setting', 'json_serialize_plan', 'write_log']);
/** Names shown in a message. */
const SHOWN_TABLES = 20;

/**
 * Lets one SELECT on the source's own tables through, and says which of them it
 * names. The statement is judged as the database itself parsed it, so no
 * spelling gets around it.
 * @param {string} serialized what `json_serialize_sql` said about the text
 * @param {string} text
 * @param {import('./tables.mjs').Table[]} tables
 * @returns {import('./tables.mjs').Table[]}
 */
export function admit(serialized, text, tables) {
  const parsed = JSON.parse(serialized);
  if (parsed.error && parsed.error_type === 'parser') {
    throw notParsed(parsed.error_message, Number(parsed.position), text);
  }
  if (parsed.error) throw new QueryFault('refused', 'A source is only read: write one SELECT.');
  if (parsed.statements.length !== 1) {
    throw new QueryFault('refused', `Write one SELECT; this holds ${parsed.statements.length} statements.`);
  }
  const byKey = new Map(tables.map((table) => [keyOf(table.name), table]));
  const used = new Set();
  walk(parsed.statements[0], new Set(), (node, named) => {
    if (node.type === 'TABLE_FUNCTION') requireKnownFunction(node.function?.function_name);
    if (node.class === 'FUNCTION' && REFUSED_FUNCTIONS.has(node.function_name?.toLowerCase())) {
      throw new QueryFault('refused', `${node.function_name}() may not be used on a source.`);
    }
    if (node.type !== 'BASE_TABLE') return;
    const { catalog_name: catalog, schema_name: schema, table_name: name } = node;
    const isPlain = catalog === '' && schema === '';
    const isOurs = ['', 'memory'].includes(catalog) && ['', 'main'].includes(schema);
    const table = isOurs && byKey.get(keyOf(name));
    if (table) used.add(table);
    else if (!isPlain || !named.has(lowerCase(name))) throw unknownTable([catalog, schema, name], tables);
  });
  return [...used];
}

/**
 * Visits every part of a statement, with the names that WITH gave to what is
 * read there. A name counts only where the database itself would find it: its
 * own tables lie behind every name that is not one of these.
 */
function walk(node, named, visit) {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const child of node) walk(child, named, visit);
    return;
  }
  visit(node, named);
  const { cte_map: ctes, ...parts } = node;
  const inner = new Set(named);
  for (const { key, value } of ctes?.map ?? []) {
    walk(value, inner, visit);
    inner.add(lowerCase(key));
  }
  for (const [name, part] of Object.entries(parts)) {
    // Only the second half of a recursion sees what it is itself called.
    const isWithin = node.type === 'RECURSIVE_CTE_NODE' && name === 'right';
    walk(part, isWithin ? new Set(inner).add(lowerCase(node.cte_name)) : inner, visit);
  }
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
  const known = tables.map((table) => asWritten(table.name));
  const shown = known.slice(0, SHOWN_TABLES).join(', ') + (known.length > SHOWN_TABLES ? ', …' : '');
  const here = known.length === 0 ? 'Its folder holds no CSV, JSON or Parquet file.' : `It has: ${shown}.`;
  // A path, or a database's own tables: not a slip of the pen.
  const kind = /[/\\:]/.test(name) || parts[1] !== '' ? 'refused' : 'failed';
  return new QueryFault(kind, `This source has no table ${name.slice(0, 100)}. ${here}`);
}

/** In quotes where a query would need them. */
const asWritten = (name) => (/^[a-z_]\w*$/i.test(name) ? name : `"${name.replaceAll('"', '""')}"`);
