import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { endCages } from '@/lib/sources/files/cages';
import { listTables } from '@/lib/sources/run-query';
import type { SourceTarget } from '@/lib/sources/schema';
import { faultOf, query } from '../support/sources';
import { copyTo, makeFilesFolder, removeFolder, writeFiles } from '../support/sources-files';

const base = makeFilesFolder();
const shop: SourceTarget = { kind: 'files', location: 'shop' };
const rows = async (text: string, options = {}) => (await query(shop, text, options)).rows;

beforeAll(async () => {
  writeFiles(base, 'shop', {
    'orders.csv':
      'id,customer,at\n1,Zoë,2024-01-01 10:00:00\n2,,2024-01-02 11:30:00\n3,李,2024-01-03 00:00:00\n',
    'items.json':
      '[{"order": 1, "tags": ["a", "b"], "size": {"w": 2}}, {"order": 2, "tags": [], "size": null}]',
    'events.ndjson': '{"n": 1}\n{"n": 2}\n',
    'größe 1.csv': 'maß\n5\n',
    'twice.csv': 'a\n1\n',
    'twice.json': '[{"a": 2}]',
    'header-only.csv': 'a,b\n',
    'nothing.json': '',
    'cut.json': '[{"a": 1',
    'broken.parquet': 'this is no parquet',
    'no-bytes.csv': '',
    'lines.ndjson': '{"a": 1}\n{"a":',
    'picture.csv': new Uint8Array([0, 1, 2, 255, 254, 0, 10, 13, 200]),
    'latin.csv': Buffer.from('name\nZoë\n', 'latin1'),
    'utf16.csv': Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'),
    'ragged.csv': `a,b\n${'1,2\n'.repeat(30_000)}1,2,3,4\n`,
    'late.csv': `id,n\n${'1,2\n'.repeat(30_000)}1,many\n`,
    'notes.txt': 'nothing to see',
    '.hidden.csv': 'a\n1\n',
  });
  await copyTo(
    path.join(base, 'shop', 'stock.parquet'),
    'SELECT range AS n, range % 2 = 0 AS even FROM range(5)',
  );
});
afterAll(async () => {
  await endCages();
  removeFolder(base);
});

describe('a folder of files', () => {
  it('reads CSV, JSON, lines of JSON and Parquet as tables, and joins them', async () => {
    expect(await rows('SELECT count(*), count(customer) FROM orders')).toEqual([[3, 2]]);
    expect(await rows('FROM events ORDER BY n')).toEqual([[1], [2]]);
    expect(await rows('SELECT sum(n) FROM stock WHERE even')).toEqual([[6]]);
    expect(await rows('SELECT customer FROM orders JOIN items ON "order" = id ORDER BY id;')).toEqual([
      ['Zoë'],
      [null],
    ]);
  });

  it('finds names in any script and any capitals', async () => {
    expect(await rows('SELECT "maß" FROM "Größe 1"')).toEqual([[5]]);
    expect(await rows("SELECT id FROM ORDERS WHERE customer = '李'")).toEqual([[3]]);
  });

  it('calls two files of one name by their whole names', async () => {
    expect(await rows('SELECT c.a, j.a FROM "twice.csv" c, "twice.json" j')).toEqual([[1, 2]]);
    expect((await faultOf(query(shop, 'FROM twice'))).message).toContain('"twice.csv", "twice.json"');
  });

  it('returns every type as JSON can say it', async () => {
    const text = `SELECT 1::BIGINT, 9007199254740993::BIGINT, 170141183460469231731687303715884105727::HUGEINT,
      1.50::DECIMAL(10, 2), 12345678901234567890.5::DECIMAL(30, 1), 'NaN'::DOUBLE, 0.1::DOUBLE, true, NULL, 'ä',
      DATE '2024-02-29', TIMESTAMP '2024-01-01 10:00:00.25', TIMESTAMPTZ '2024-01-01 10:00:00+02', TIME '10:00:00',
      'infinity'::TIMESTAMP, [1, 2], {'a': DATE '2024-01-01'}, '\\xAA'::BLOB, INTERVAL 1 DAY`;
    const { rows, columns } = await query(shop, text);
    expect(rows[0]).toEqual([
      1,
      '9007199254740993',
      '170141183460469231731687303715884105727',
      1.5,
      '12345678901234567890.5',
      'NaN',
      0.1,
      true,
      null,
      'ä',
      '2024-02-29',
      '2024-01-01T10:00:00.25Z',
      '2024-01-01T08:00:00Z',
      '10:00:00',
      'infinity',
      '[1,2]',
      '{"a":"2024-01-01"}',
      '\\xAA',
      '1 day',
    ]);
    expect(columns.slice(0, 4).map(({ type }) => type)).toEqual([
      'BIGINT',
      'BIGINT',
      'HUGEINT',
      'DECIMAL(10,2)',
    ]);
  });

  it('binds values, which are never read as SQL', async () => {
    const hostile = "x' OR '1'='1";
    const values = ['Zoë', 1, 1.5, true, null, hostile];
    const text = 'SELECT $1, $2::INT, $3, $4, $5, $6, count(*) FROM orders WHERE customer = $1 AND id = $2';
    expect(await rows(text, { values })).toEqual([['Zoë', 1, 1.5, true, null, hostile, 1]]);
  });

  it('returns as many rows as asked for and says that there were more', async () => {
    expect(await query(shop, 'SELECT * FROM range(100000)', { maxRows: 3 })).toMatchObject({
      rows: [[0], [1], [2]],
      isTruncated: true,
    });
    expect(await query(shop, 'SELECT * FROM range(3)', { maxRows: 3 })).toMatchObject({ isTruncated: false });
    expect(await query(shop, 'FROM "header-only"')).toMatchObject({ rows: [], isTruncated: false });
  });

  it('reads a file as it is now', async () => {
    const file = path.join(base, 'shop', 'live.csv');
    writeFileSync(file, 'v\n1\n');
    expect(await rows('FROM live')).toEqual([[1]]);
    writeFileSync(file, 'v\n2\n3\n');
    expect(await rows('FROM live')).toEqual([[2], [3]]);
  });

  it.each([
    ['FROM cut', 'The file cut.json cannot be read: Malformed JSON in file "cut.json", at byte'],
    ['FROM lines', 'The file lines.ndjson cannot be read: Malformed JSON in file "lines.ndjson", at byte'],
    ['FROM broken', 'The file broken.parquet cannot be read: No magic bytes found'],
    ['FROM nothing', 'The file nothing.json cannot be read: it is empty. Mend it or write it anew.'],
    ['FROM "no-bytes"', 'The file no-bytes.csv cannot be read: it is empty. Mend it or write it anew.'],
    [
      'FROM picture',
      'The file picture.csv cannot be read: it does not look like CSV. Mend it or write it anew.',
    ],
    ['FROM latin', 'The file latin.csv cannot be read: line 2: Invalid unicode'],
    ['FROM utf16', 'The file utf16.csv cannot be read: line 1: Invalid unicode'],
    [
      'FROM ragged',
      'The file ragged.csv cannot be read: line 30002: Expected Number of Columns: 2 Found: 3.',
    ],
    [
      'SELECT max(n) FROM late',
      `The file late.csv cannot be read: line 30002: Error when converting column "n". Could not convert string "many" to 'BIGINT'. Mend it or write it anew.`,
    ],
  ])(
    'says of %s which file cannot be read and why, in one line and without where it lies',
    async (text, message) => {
      const fault = await faultOf(query(shop, text, { maxRows: 1e6 }));
      expect(fault.kind).toBe('failed');
      expect(fault.message).toContain(message);
      expect(fault.message).not.toMatch(/\/proc|\/tmp|qarion-files|\n|Possible|strict_mode|LINE/);
    },
  );

  it('says so of a file that was there and is gone, and of a folder without any', async () => {
    writeFiles(base, 'shop', { 'gone.csv': 'a\n1\n' });
    expect(await rows('FROM gone')).toEqual([[1]]);
    rmSync(path.join(base, 'shop', 'gone.csv'));
    expect((await faultOf(query(shop, 'FROM gone'))).message).toMatch(
      /^This source has no table gone\. It has: .*"größe 1"/,
    );
    writeFiles(base, 'bare', { 'notes.txt': 'nothing' });
    expect((await faultOf(query({ kind: 'files', location: 'bare' }, 'FROM gone'))).message).toBe(
      'This source has no table gone. Its folder holds no CSV, JSON or Parquet file.',
    );
  });

  it.each<[message: string, text: string, kind?: string]>([
    ['Referenced column "nope" not found in FROM clause! Candidate bindings: ', 'SELECT nope FROM orders'],
    ['not found in FROM clause! Candidate bindings: "id" (line 2)', 'SELECT\n  nope\nFROM (SELECT 1 AS id)'],
    ['syntax error at end of input', 'SELECT 1 FROM'],
    ['syntax error at or near "WHERE" (line 2)', 'SELECT 1\nFROM WHERE'],
    ['This source has no table order_lines. It has: ', 'FROM order_lines'],
    ['This source has no table twice.csv. It has: ', 'FROM twice.csv', 'refused'],
    ["Could not convert string 'a' to INT32", "SELECT 'a'::INT"],
    [
      "No function matches the given name and argument types 'sum(VARCHAR)'. You might need to add explicit type casts.",
      'SELECT sum(customer) FROM orders',
    ],
    ['The query has placeholders that nothing fills. Write the values in their place.', 'SELECT $1'],
    ['The query is nested too deeply. Make it simpler.', `SELECT ${'1+'.repeat(5_000)}1`],
    ['column "id" must appear in the GROUP BY clause', 'SELECT id FROM orders GROUP BY customer'],
  ])('says what is wrong with a query: %s', async (message, text, kind = 'failed') => {
    const fault = await faultOf(query(shop, text));
    expect(fault.kind).toBe(kind);
    expect(fault.message).toContain(message);
    expect(fault.message).not.toMatch(/Error:|LINE|\n|Candidate functions/);
  });

  it('lists its tables with their columns, a broken file with none, other files not at all', async () => {
    const tables = await listTables(shop, { timeoutMs: 10_000 });
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'orders',
        'items',
        'events',
        'größe 1',
        'twice.csv',
        'twice.json',
        'stock',
        'cut',
      ]),
    );
    expect(tables.some(({ name }) => /notes|hidden/.test(name))).toBe(false);
    const columnsOf = (table: string) => tables.find(({ name }) => name === table)?.columns;
    expect(columnsOf('stock')).toEqual([
      { name: 'n', type: 'BIGINT' },
      { name: 'even', type: 'BOOLEAN' },
    ]);
    expect(columnsOf('cut')).toEqual([]);
  });

  it.each(['missing', '..', '.', 'shop/../shop', 'shop/orders.csv', ''])(
    'is unavailable as "%s"',
    async (location) => {
      const fault = await faultOf(query({ kind: 'files', location }, 'SELECT 1'));
      expect(fault.kind).toBe('unavailable');
      expect(fault.message).toContain('QARION_FILES_DIR');
    },
  );
});
