import { closeSync, constants, fstatSync, openSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { QueryFault } from './query-fault.mjs';

/** How each kind of file is read. The smaller buffer lets many files be joined within the memory there is. */
const READERS = {
  csv: ['read_csv', ', buffer_size = 4194304'],
  tsv: ['read_csv', ', buffer_size = 4194304'],
  json: ['read_json_auto', ''],
  jsonl: ['read_json_auto', ''],
  ndjson: ['read_json_auto', ''],
  parquet: ['read_parquet', ''],
};
/** Such a name would be read as a pattern for several files. */
const PATTERN = /[*?[\]{}]/;
const ON_LINUX = process.platform === 'linux';

/** @typedef {{ name: string, file: string, reader: string, options: string }} Table */

/**
 * The files of a folder, as tables: `orders.csv` is `orders`, unless there is
 * an `orders.json` too; then both have their full names. Only regular files
 * count: what a link names may lie outside.
 * @param {string} folder
 * @returns {Table[]}
 */
export function tablesIn(folder) {
  const files = entriesOf(folder)
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !PATTERN.test(entry.name))
    .map(({ name }) => ({ file: name, ...path.parse(name) }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const tables = files.flatMap(({ file, name, ext }) => {
    const [reader, options] = READERS[ext.slice(1).toLowerCase()] ?? [];
    // Some systems store accents apart from their letters; people type them together.
    return reader ? [{ name: name.normalize('NFC'), file, reader, options }] : [];
  });
  const uses = new Map();
  for (const { name } of tables) uses.set(keyOf(name), (uses.get(keyOf(name)) ?? 0) + 1);
  return tables.map((table) => ({
    ...table,
    name: uses.get(keyOf(table.name)) === 1 ? table.name : table.file.normalize('NFC'),
  }));
}

/** As the database does it: it tells only the capitals of English apart from no others. */
export const lowerCase = (/** @type {string} */ name) =>
  name.replace(/[A-Z]+/g, (part) => part.toLowerCase());

/** What makes the names of two files the same. */
export const keyOf = (/** @type {string} */ name) => lowerCase(name.normalize('NFC'));

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    throw new QueryFault('unavailable', 'The folder of this source cannot be read. Check that it is there.');
  }
}

/**
 * Opens a table's file, and says how to reach it by what is open. On Linux that
 * is the very file that was looked at, even when a link has taken its name since.
 * @param {string} folder
 * @param {Table} table
 */
export function openTable(folder, { file }) {
  const place = path.join(folder, file);
  const descriptor = openSync(place, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  const status = fstatSync(descriptor);
  if (!status.isFile() || status.size === 0) {
    closeSync(descriptor);
    throw new QueryFault('failed', status.isFile() ? 'it is empty' : 'it is no ordinary file');
  }
  return {
    path: ON_LINUX ? `/proc/self/fd/${descriptor}` : place,
    close: () => closeSync(descriptor),
  };
}
