import { rmSync } from 'node:fs';
import path from 'node:path';
import { db } from '@/lib/db';
import { triggerCheck, waitForExecution } from '@/lib/executions/executions';
import type { ExecutionView } from '@/lib/executions/schema';
import { startWorker } from '@/lib/executions/worker/worker';
import { endCages } from '@/lib/sources/files/cages';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import { createTestSpace, type TestSpace } from '../support/executions';
import { makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';
import { makeSourceDatabase, type SourceDatabase, sourceOf } from '../support/sources-postgres';

/*
 * Whatever is wrong with a source, a query or the data ends as an ERROR with a
 * sentence that says what to do: on real files and a real database, through the
 * worker. All run at once, because those out of reach are tried three times.
 */
process.env.QARION_EXECUTION_TIMEOUT_SECONDS = '10';
process.env.QARION_EXECUTION_CONCURRENCY = '6';
const base = makeFilesFolder();
const worker = startWorker();
let database: SourceDatabase;
let space: TestSpace;

type Where = 'database' | 'files' | 'closed' | 'unknown host' | 'unknown user' | 'not set' | 'gone' | 'bare';
type Case = { where: Where; asks: string | Made; says: RegExp };
/** A check that makes its own query. */
type Made = {
  type: 'freshness' | 'range_check' | 'pattern_check' | 'null_check' | 'uniqueness' | 'row_count';
} & (
  | { table: string; column: string; min?: number; pattern?: string }
  | { table: string; columns?: string[] }
);

const ENDLESS = {
  database: 'SELECT pg_sleep(60)',
  files: 'SELECT sum(a.range * b.range % 7) FROM range(1e6::INT) a, range(1e6::INT) b',
};
const both = (asks: Case['asks'], says: RegExp): Case[] => [
  { where: 'database', asks, says },
  { where: 'files', asks, says },
];
const at = (where: Where, asks: Case['asks'], says: RegExp): Case => ({ where, asks, says });
const made = (type: Made['type'], rest: object) => ({ type, table: 'orders', ...rest }) as Made;

const CASES: Case[] = [
  // First, because they take longest.
  at(
    'closed',
    'SELECT 1',
    /names cannot be used: nothing listens there\. Check the variable and the server\./,
  ),
  at('unknown host', 'SELECT 1', /its host name is not known\. Check the variable/),
  at('unknown user', 'SELECT 1', /it did not accept the user or password\. Check the variable/),
  at(
    'not set',
    'SELECT 1',
    /The environment variable \w+ is not set\. Set it to a PostgreSQL URL and restart\./,
  ),
  at('gone', made('row_count', {}), /There is no folder gone\. Make it, .* QARION_FILES_DIR names\./),
  at(
    'database',
    ENDLESS.database,
    /took (too long|longer than 10 seconds) and was ended\. Make it read less\./,
  ),
  at('files', ENDLESS.files, /took longer than 10 seconds and was ended\. Make it read less\./),

  ...both(
    'SELECT name FROM orders LIMIT 1',
    /of the type (text|VARCHAR), which is no number\. Select a number, or CAST/,
  ),
  ...both("SELECT '5'", /of the type (text|VARCHAR), which is no number\. Select a number, or CAST/),
  ...both(
    'SELECT count(*) > 1 FROM orders',
    /returned true, which is no number\. Count something, or write CASE WHEN/,
  ),
  ...both('SELECT max(day) FROM orders', /of the type (date|DATE), which is no number\. Select a number/),
  ...both('SELECT id FROM orders', /more than one row; it must return one\. Use an aggregate/),
  ...both(
    'SELECT count(*), 1 FROM orders',
    /returned 2 columns; it must return one\. Select only the number/,
  ),
  ...both('SELECT id FROM orders WHERE id < 0', /returned no row; it must return one\. An aggregate/),
  ...both(
    'SELECT avg(id) FROM orders WHERE id < 0',
    /returned NULL\. An average over no rows is NULL: use COALESCE/,
  ),
  at('database', 'SELECT avg(id) FROM void', /An average over no rows is NULL: use COALESCE/),
  at(
    'files',
    'SELECT avg(id) FROM void',
    /avg\(VARCHAR\).*In a file, .*none at all, makes a whole column text\./,
  ),
  ...both(
    "SELECT CAST('NaN' AS double precision)",
    /too large or no number at all \(NaN\)\. Leave such values out/,
  ),
  ...both("SELECT CAST('-infinity' AS double precision)", /that is infinite, .* divide with NULLIF/),
  at('database', 'SELECT 10::numeric ^ 400', /infinite, too large or no number at all/),
  at('files', 'SELECT 1e308 * 10', /infinite, too large or no number at all/),
  at('files', 'SELECT 10::HUGEINT * 100000000000000000000000000000000000000', /out of range|Overflow/i),
  at('database', 'SELECT 2147483647::int4 + 1', /integer out of range/),

  ...both('SELECT nope FROM orders', /column "nope" (does not exist|not found)/i),
  ...both(
    'SELECT 1 FROM nowhere',
    /(relation "nowhere" does not exist\. Check its name|has no table nowhere\. It has: .*orders)/,
  ),
  ...both('SELECT\n1 +\nFROM orders', /syntax error at or near "FROM" \(line 3\)/),
  ...both('DELETE FROM orders', /A source is only read: write one SELECT\. DELETE may not be run here\./),
  ...both('SELECT 1; SELECT 2', /[Ww]rite one SELECT.*statements/),
  ...both('SELECT $1', /placeholders that nothing fills\. Write the values in their place\./),
  at('database', 'SELECT 1 / 0', /division by zero\. Divide by NULLIF/),

  ...both(
    made('null_check', { table: 'void', column: 'id' }),
    /void has no rows, so there is nothing to look at\. Check that it is loaded/,
  ),
  at(
    'database',
    made('freshness', { column: 'never' }),
    /No row of orders has a value in never, so there is no age\. Check that it is filled/,
  ),
  at(
    'files',
    made('freshness', { column: 'never' }),
    /The column never of orders holds no dates or times.*none at all, makes a whole column text/,
  ),
  ...both(
    made('freshness', { column: 'name' }),
    /The column name of orders holds no dates or times, so it has no age\. Choose another column/,
  ),
  ...both(made('freshness', { column: 'id' }), /The column id of orders holds no dates or times/),
  ...both(
    made('range_check', { column: 'name', min: 0 }),
    /The column name of orders holds no numbers, so it has no range\. Choose another column/,
  ),
  ...both(made('range_check', { column: 'day', min: 0 }), /The column day of orders holds no numbers/),
  ...both(
    made('pattern_check', { column: 'name', pattern: '(' }),
    /The pattern is no regular expression that this source can use: /,
  ),
  ...both(made('null_check', { column: 'nope' }), /orders has no column nope\. Choose one of its columns\./),
  ...both(
    made('uniqueness', { columns: ['id', 'nope'] }),
    /orders has no column nope\. Choose one of its columns\./,
  ),
  ...both(
    made('row_count', { table: 'shop.nowhere' }),
    /(relation "shop\.nowhere" does not exist|has no table shop\.nowhere)/,
  ),

  at('files', made('row_count', { table: 'vanished' }), /has no table vanished\. It has: .*orders/),
  at(
    'files',
    made('row_count', { table: 'bytes' }),
    /The file bytes\.csv cannot be read: it is empty\. Mend it/,
  ),
  at(
    'files',
    made('row_count', { table: 'picture' }),
    /The file picture\.csv cannot be read: it does not look like CSV\. Mend it/,
  ),
  at('files', made('row_count', { table: 'cut' }), /The file cut\.json cannot be read: Malformed JSON/),
  at('files', made('row_count', { table: 'broken' }), /The file broken\.parquet cannot be read: /),
  at(
    'files',
    'SELECT sum(n) FROM late',
    /The file late\.csv cannot be read: line 30002: Error when converting column "n"/,
  ),
  at('bare', made('row_count', {}), /has no table orders\. Its folder holds no CSV, JSON or Parquet file\./),
];

const results = new Map<Case, ExecutionView>();

beforeAll(async () => {
  writeFiles(base, 'shop', {
    'orders.csv': 'id,name,day,never\n1,a,2024-01-01,\n2,b,2024-01-02,\n',
    'void.csv': 'id\n',
    'bytes.csv': '',
    'picture.csv': new Uint8Array([0, 1, 2, 255, 254, 0, 10, 13, 200]),
    'cut.json': '[{"a": 1',
    'broken.parquet': 'this is no parquet',
    'late.csv': `id,n\n${'1,2\n'.repeat(30_000)}1,many\n`,
    'vanished.csv': 'a\n1\n',
  });
  writeFiles(base, 'gone', { 'orders.csv': 'id\n1\n' });
  writeFiles(base, 'bare', { 'notes.txt': 'nothing' });
  database = await makeSourceDatabase(`
    CREATE TABLE orders (id int, name text, day date, never timestamp);
    INSERT INTO orders VALUES (1, 'a', '2024-01-01', NULL), (2, 'b', '2024-01-02', NULL);
    CREATE TABLE void (id int); GRANT SELECT ON orders, void TO %reader%`);
  space = await createTestSpace();
  const sources = await addSources();
  rmSync(path.join(base, 'gone'), { recursive: true });
  rmSync(path.join(base, 'shop', 'vanished.csv'));
  await worker.ready;
  const work = CASES.map(async (one) => {
    const check = await space.addCheck({ sourceId: sources[one.where], ...columnsOf(one.asks) });
    const { id } = await triggerCheck(space.actor, check);
    results.set(one, await waitForExecution(space.actor, id, { waitMs: 50_000 }));
  });
  await Promise.all(work);
}, 60_000);

afterAll(async () => {
  await worker.end();
  await endCages();
  await endSourceConnections();
  await database.drop();
  removeFolder(base);
}, 60_000);

async function addSources(): Promise<Record<Where, string>> {
  const urls = {
    closed: 'postgresql://ada:hunter2-secret@127.0.0.1:1/x',
    'unknown host': 'postgresql://ada:hunter2-secret@no-such-host.invalid/x',
    'unknown user': database.urlFor('nobody', 'hunter2-secret'),
  };
  const add = async (kind: 'postgres' | 'files', location: string) => {
    const data = { spaceId: space.id, name: `s-${location.toLowerCase()}`, kind, location };
    return (await db().source.create({ data, select: { id: true } })).id;
  };
  return {
    database: await add('postgres', database.reader.location),
    closed: await add('postgres', sourceOf(urls.closed).location),
    'unknown host': await add('postgres', sourceOf(urls['unknown host']).location),
    'unknown user': await add('postgres', sourceOf(urls['unknown user']).location),
    'not set': await add('postgres', 'QARION_SOURCE_NOT_SET'),
    files: await add('files', 'shop'),
    gone: await add('files', 'gone'),
    bare: await add('files', 'bare'),
  };
}

function columnsOf(asks: Case['asks']) {
  if (typeof asks === 'string') return { query: asks };
  const { type: checkType, ...configuration } = asks;
  const thresholds = checkType === 'freshness' ? { critical: { operator: 'lte', value: 24 } } : {};
  return { checkType, configuration, thresholds, query: null };
}

it.each(CASES)('$where: $asks is an error that says what to do', (one) => {
  const result = results.get(one);
  expect(result).toMatchObject({ status: 'ERROR', value: null, message: expect.stringMatching(one.says) });
  expect(result?.finishedAt).not.toBeNull();
  // One sentence or a few, of people and not of machines, and nothing that is the server's business.
  expect(result?.message).not.toMatch(
    /hunter2|\/tmp|\/proc|127\.0\.0\.1|qarion-files|Error:|undefined|\n|\bat .*\.ts/,
  );
});
