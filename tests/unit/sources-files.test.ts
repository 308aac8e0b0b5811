import { writeFileSync } from 'node:fs';
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
    expect((await faultOf(query(shop, 'SELECT $1', { values: [] }))).message).toContain(
      'placeholders that nothing fills',
    );
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
    ['cut.json', 'FROM cut', 'The file cut.json cannot be read: Malformed JSON'],
    ['broken.parquet', 'FROM broken', 'The file broken.parquet cannot be read'],
  ])('names the file %s that cannot be read, and nothing of the server', async (_file, text, message) => {
    const fault = await faultOf(query(shop, text));
    expect(fault.kind).toBe('failed');
    expect(fault.message).toContain(message);
    expect(fault.message).not.toMatch(/\/proc|\/tmp|qarion-files/);
  });

  it('says what is wrong with a query', async () => {
    for (const [text, message] of [
      ['SELECT nope FROM orders', 'Referenced column "nope" not found'],
      ['SELECT 1 FROM', 'syntax error at end of input'],
      ['FROM order_lines', 'This source has no table order_lines. It has:'],
      ["SELECT 'a'::INT", 'Could not convert string'],
    ] as const) {
      const fault = await faultOf(query(shop, text));
      expect([text, fault.kind]).toEqual([text, 'failed']);
      expect(fault.message).toContain(message);
    }
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
