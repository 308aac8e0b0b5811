import { DuckDBInstance, StatementType } from '@duckdb/node-api';
import { reasonOf, toFault, unreadable } from './fault-words.mjs';
import { admit } from './gate.mjs';
import { QueryFault } from './query-fault.mjs';
import { openTable, tablesIn } from './tables.mjs';
import { toPlain } from './values.mjs';

/** Tidy with the folder of one source: what was opened is closed, whatever happens. */
async function withTables(folder, tables, work) {
  const opened = [];
  const faults = new Map();
  const instance = await DuckDBInstance.create(':memory:');
  try {
    const connection = await instance.connect();
    for (const table of tables) {
      try {
        opened.push({ table, ...openTable(folder, table) });
      } catch (error) {
        faults.set(table, error instanceof QueryFault ? error.message : 'it cannot be opened');
      }
    }
    await lockDown(
      connection,
      opened.map(({ path }) => path),
    );
    return await work(connection, opened, faults);
  } finally {
    for (const { close } of opened) close();
    instance.closeSync();
  }
}

/**
 * Nothing but these files can be reached, and nothing of this can be undone.
 * The order matters: the temporary folder cannot be taken away once outside
 * access is. Reading these paths includes writing them, which is why the gate
 * and the statement's type must let only a SELECT through.
 */
async function lockDown(connection, paths) {
  const settings = [
    `TimeZone = 'UTC'`,
    `temp_directory = ''`,
    `max_temp_directory_size = '0KB'`,
    `allowed_paths = [${paths.map(quoted).join(', ')}]`,
    'enable_external_access = false',
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_community_extensions = false',
    `memory_limit = '256MB'`,
    'threads = 1',
    'lock_configuration = true',
  ];
  await connection.run(settings.map((setting) => `SET ${setting};`).join('\n'));
}

/**
 * Runs one SELECT on a database of its own, made for it and gone after it.
 * @param {Extract<import('./cage').CageRequest, { do: 'query' }>} request
 */
export async function queryFiles({ folder, text, values, maxRows, maxBytes }) {
  const tables = tablesIn(folder);
  const used = await withTables(folder, [], (connection) => admittedTables(connection, text, tables));
  return withTables(folder, used, async (connection, opened, faults) => {
    for (const { table, path } of opened) {
      try {
        await connection.run(
          `CREATE VIEW ${identifier(table.name)} AS SELECT * FROM ${readerCall(table, path)}`,
        );
      } catch (error) {
        faults.set(table, reasonOf(error, opened));
      }
    }
    for (const [table, reason] of faults) {
      throw unreadable(table.file, reason);
    }
    try {
      return await select(connection, text, values, maxRows, maxBytes);
    } catch (error) {
      throw error instanceof QueryFault ? error : toFault(error, opened, text);
    }
  });
}

async function admittedTables(connection, text, tables) {
  const reader = await connection.runAndReadAll('SELECT json_serialize_sql($1::VARCHAR)', [text]);
  return admit(String(reader.getRows()[0][0]), text, tables);
}

async function select(connection, text, values, maxRows, maxBytes) {
  const statements = await connection.extractStatements(text);
  const statement = await statements.prepare(0);
  if (statements.count !== 1 || statement.statementType !== StatementType.SELECT) {
    throw new QueryFault('refused', 'A source is only read: write one SELECT.');
  }
  if (statement.parameterCount !== values.length) {
    throw new QueryFault(
      'failed',
      'The query has placeholders that nothing fills. Write the values in their place.',
    );
  }
  for (const [index, value] of values.entries()) bind(statement, index + 1, value);
  const result = await statement.stream();
  const types = result.columnTypes();
  const names = result.columnNames();
  const columns = names.map((name, index) => ({ name, type: types[index].toString() }));
  const rows = [];
  let bytes = JSON.stringify(columns).length;
  if (bytes > maxBytes) throw tooLarge();
  for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
    for (let row = 0; row < chunk.rowCount; row++) {
      if (rows.length === maxRows) return { columns, rows, isTruncated: true };
      const cells = types.map((type, column) => toPlain(chunk.getColumnVector(column).getItem(row), type));
      bytes += cells.reduce((sum, cell) => sum + (typeof cell === 'string' ? cell.length : 8), 0);
      if (bytes > maxBytes) throw tooLarge();
      rows.push(cells);
    }
  }
  return { columns, rows, isTruncated: false };
}

function bind(statement, index, value) {
  if (value === null) statement.bindNull(index);
  else if (typeof value === 'string') statement.bindVarchar(index, value);
  else if (typeof value === 'boolean') statement.bindBoolean(index, value);
  else if (Number.isSafeInteger(value)) statement.bindBigInt(index, BigInt(value));
  else statement.bindDouble(index, value);
}

/** More files than this are not listed, as more tables of a database are not. */
const MAX_DESCRIBED = 1000;

/**
 * The tables with their columns; a file that cannot be read has none.
 * @param {Extract<import('./cage').CageRequest, { do: 'describe' }>} request
 */
export async function describeFiles({ folder, maxBytes }) {
  const tables = tablesIn(folder).slice(0, MAX_DESCRIBED);
  return withTables(folder, tables, async (connection, opened) => {
    const columnsOf = new Map();
    for (const { table, path } of opened) {
      try {
        const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${readerCall(table, path)}`);
        columnsOf.set(
          table,
          reader.getRows().map(([name, type]) => ({ name, type })),
        );
      } catch {
        columnsOf.set(table, []);
      }
    }
    const described = tables.map((table) => ({ name: table.name, columns: columnsOf.get(table) ?? [] }));
    if (JSON.stringify(described).length > maxBytes) {
      throw new QueryFault('too_large', 'The files have too many columns to list.');
    }
    return described;
  });
}

function tooLarge() {
  return new QueryFault(
    'too_large',
    'The result is too large. Select fewer columns or rows, or a number about them.',
  );
}

const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const identifier = (text) => `"${text.replaceAll('"', '""')}"`;
const readerCall = ({ reader, options }, path) => `${reader}(${quoted(path)}${options})`;
