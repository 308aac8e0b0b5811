import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { quote } from '@/lib/checks/compile';
import { measure } from '@/lib/checks/measure';
import { parseTableName } from '@/lib/checks/table-name';
import { endCages } from '@/lib/sources/files/cages';
import { endSourceConnections } from '@/lib/sources/postgres/connections';
import type { SourceTarget } from '@/lib/sources/schema';
import { defineRunnable } from '../support/definitions';
import { makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';
import { makeSourceDatabase, type SourceDatabase } from '../support/sources-postgres';
import { withClient } from '../support/sql';
import { turnsDuring } from '../support/turns';

/* What stands in a definition is a name or a value, whatever it looks like. */

const SECRET = 'outside-and-secret';
const base = makeFilesFolder();
let database: SourceDatabase;
let before: unknown[];
const targets: Record<'database' | 'files', SourceTarget> = {
  database: { kind: 'postgres', location: '' },
  files: { kind: 'files', location: 'shop' },
};

beforeAll(async () => {
  writeFiles(base, 'shop', { 'orders.csv': `id,name\n1,${'x'.repeat(4_000)}\n2,b\n` });
  writeFileSync(path.join(base, 'outside.csv'), `s\n${SECRET}\n`);
  database = await makeSourceDatabase(`
    CREATE TABLE orders (id int, name text);
    INSERT INTO orders VALUES (1, repeat('x', 4000)), (2, 'b');
    CREATE TABLE hidden (secret text); INSERT INTO hidden VALUES ('${SECRET}');
    GRANT SELECT, DELETE ON orders TO %reader%; GRANT CREATE ON SCHEMA public TO %reader%`);
  targets.database = database.reader;
  before = await relations();
}, 60_000);
afterAll(async () => {
  await endCages();
  await endSourceConnections();
  await database.drop();
  removeFolder(base);
}, 60_000);

type Type = Parameters<typeof defineRunnable>[0];
type Source = keyof typeof targets;

async function outcomeOf(source: Source, type: Type, configuration: object, timeoutMs = 10_000) {
  const definition = defineRunnable(type, { configuration });
  return measure(definition, targets[source], { timeoutMs });
}

const relations = () =>
  withClient(database.adminUrl, async (client) => {
    const sql =
      'SELECT relname::text, (SELECT count(*) FROM orders)::int AS n FROM pg_class WHERE oid >= 16384';
    return (await client.query(sql)).rows;
  });

const NAMES = [
  'orders"; DROP TABLE orders; --',
  'orders) AS q; DROP TABLE orders; --',
  "orders'; DROP TABLE orders; --",
  'orders; DROP TABLE orders',
  'orders -- ',
  'orders, hidden',
  '(SELECT * FROM hidden)',
  'orders WHERE true',
  '"orders"; --"',
  'U&"orders"',
  '$$orders$$',
  '\\',
  '$1',
  '*',
  '"*"',
  '/etc/passwd',
  '"/etc/passwd"',
  '../outside.csv',
  '"../outside.csv"',
  '../outside',
  "read_csv('../outside.csv')",
  'https://127.0.0.1:1/x.csv',
  'duckdb_settings()',
  'pg_settings',
  'pg_catalog.pg_authid',
  'pg_authid',
  'hidden',
  'information_schema.tables where 1=1; --',
  'ord\u200bers',
  'оrders',
  'x'.repeat(200),
];

describe.each<Source>(['database', 'files'])('a definition on %s', (source) => {
  it.each(NAMES)('that names the table %j reads nothing but a table of that name', async (name) => {
    const table = parseTableName(name) ? name : quote(name);
    for (const type of ['row_count', 'uniqueness'] as const) {
      const outcome = await outcomeOf(
        source,
        type,
        type === 'row_count' ? { table } : { table, columns: ['s'] },
      );
      // The one of these that everybody may read.
      if (source === 'database' && name === 'pg_settings' && type === 'row_count') continue;
      expect(outcome).toMatchObject({ status: 'ERROR', value: null });
      expect(outcome.message).not.toContain(SECRET);
    }
  });

  it.each(NAMES)('that names the column %j reads nothing but a column of that name', async (column) => {
    const outcomes = [
      await outcomeOf(source, 'uniqueness', { table: 'orders', columns: ['id', column] }),
      await outcomeOf(source, 'pattern_check', { table: 'orders', column, pattern: 'x' }),
    ];
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'ERROR', value: null });
      expect(outcome.message).toMatch(/has no column/);
    }
  });

  it.each([
    "'; DROP TABLE orders; --",
    '$1',
    '\\',
    '(',
    '[[:nope:]]',
    '(?<=x)x{1,60000}',
    '((a{1,200}){1,200}){1,200}',
    '^(x+)(x+)(x+)(x+)(x+)\\5\\4\\3\\2\\1y$',
    '^(((x+)+)+)+y$',
    '(x|xx)*(x|xx)*(x|xx)*(x|xx)*y',
    '\u0001',
    '(?i)'.repeat(120),
  ])('with the pattern %j is measured or ended, and holds nothing up meanwhile', async (pattern) => {
    const configuration = { table: 'orders', column: 'name', pattern };
    const { result, turns } = await turnsDuring(outcomeOf(source, 'pattern_check', configuration, 1_000));
    expect(result.status).toMatch(/PASS|FAIL|ERROR/);
    if (result.status === 'ERROR') {
      expect(result.message).toMatch(/^The pattern is no regular expression that this source can use: |took/);
    }
    if (/took/.test(result.message)) expect(turns).toBeGreaterThan(20);
  });

  it.each([
    [-0, null, 0],
    [Number.MIN_VALUE, null, 0],
    [null, Number.MIN_VALUE, 2],
    [Number.MAX_VALUE, null, 2],
    [-Number.MAX_VALUE, Number.MAX_VALUE, 0],
    [1e-7, 1.0000000000000002, 1],
    [Number.MAX_SAFE_INTEGER, null, 2],
  ])('with the range %p to %p counts %p', async (min, max, value) => {
    const outcome = await outcomeOf(source, 'range_check', { table: 'orders', column: 'id', min, max });
    expect(outcome.value).toBe(value);
  });
});

it.each<[Source, string]>([
  ['database', "SELECT xmlparse(CONTENT repeat('1', 900000) || 'x')"],
  ['database', "SELECT repeat('1', 900000)::varbit"],
  ['files', "SELECT (repeat('1', 900000) || 'x')::BLOB"],
])(
  'a result on %s of a million digits that is no number, as %s, is told to be none',
  async (source, query) => {
    const thresholds = { critical: { operator: 'gte', value: 0 } };
    const outcome = await measure(defineRunnable('sql_metric', { query, thresholds }), targets[source], {
      timeoutMs: 10_000,
    });
    expect(outcome).toMatchObject({
      status: 'ERROR',
      message: expect.stringContaining('which is no number'),
    });
  },
);

it('none of which changed anything', async () => {
  expect(await relations()).toEqual(before);
});
