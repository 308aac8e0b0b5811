import fc from 'fast-check';
import { compile, quote } from '@/lib/checks/compile';
import { evaluate } from '@/lib/checks/evaluate';
import { defineRunnable } from './definitions';
import type { TinySource } from './tiny-source';

const NOW = new Date('2026-11-24T12:00:00Z');
const ORDERS = `
  CREATE TABLE orders AS SELECT * FROM (VALUES
    (1, 'a@example.com', 10.5, DATE '2026-11-24', TIMESTAMP '2026-11-24 06:00:00'),
    (2, 'b@example.com', 0,    DATE '2026-11-22', TIMESTAMP '2026-11-23 06:00:00'),
    (3, NULL,            NULL, NULL,              NULL),
    (3, 'not an address', 99,  DATE '2026-11-23', TIMESTAMP '2026-11-22 06:00:00'),
    (NULL, 'b@example.com', -1, DATE '2026-11-21', TIMESTAMP '2026-11-21 06:00:00'),
    (NULL, 'b@example.com', -1, DATE '2026-11-21', TIMESTAMP '2026-11-21 06:00:00')
  ) AS t(customer_id, email, amount, day, sold_at)`;

/** What each type measures, the same in every dialect. */
export function describeCompiledQueries(open: () => Promise<TinySource>): void {
  let source: TinySource;

  beforeAll(async () => {
    source = await open();
    await source.run({ text: ORDERS, values: [] });
    await source.run({ text: 'CREATE TABLE nothing AS SELECT * FROM orders WHERE false', values: [] });
    await source.run({
      text: `CREATE TABLE zoned AS SELECT TIMESTAMP WITH TIME ZONE '2026-11-24 12:00:00+02:00' AS sold_at`,
      values: [],
    });
  });
  afterAll(() => source.close());

  const on = async (table: string, type: Parameters<typeof defineRunnable>[0], rest: object = {}) => {
    const definition = defineRunnable(type, {
      configuration: { table, ...rest },
      ...(type === 'freshness' && { thresholds: { critical: { operator: 'lte', value: 24 } } }),
    });
    return evaluate(definition, await source.run(compile(definition, source.dialect, NOW)));
  };
  const asking = async (type: 'sql_metric' | 'sql_condition', query: string) => {
    const thresholds = { critical: { operator: 'lte', value: 5 } };
    const definition = defineRunnable(type, { query, thresholds });
    return evaluate(definition, await source.run(compile(definition, source.dialect, NOW)));
  };

  it.each<[string, Parameters<typeof on>, object]>([
    ['rows', ['orders', 'row_count'], { value: 6, status: 'PASS' }],
    ['rows of an empty table', ['nothing', 'row_count'], { value: 0, status: 'FAIL' }],
    ['missing values', ['orders', 'null_check', { column: 'customer_id' }], { value: 2, status: 'FAIL' }],
    [
      'values outside a range, its ends and NULL inside',
      ['orders', 'range_check', { column: 'amount', min: -0.5, max: 99 }],
      { value: 2, status: 'FAIL' },
    ],
    [
      'whole numbers against a fraction',
      ['orders', 'range_check', { column: 'customer_id', min: 1.5 }],
      { value: 1 },
    ],
    [
      'text that a pattern does not match, NULL matching',
      ['orders', 'pattern_check', { column: 'email', pattern: '^[^@ ]+@[^@ ]+$' }],
      { value: 1 },
    ],
    [
      'numbers as text',
      ['orders', 'pattern_check', { column: 'customer_id', pattern: '^[12]$' }],
      { value: 2 },
    ],
    ['repeated values', ['orders', 'uniqueness', { columns: ['customer_id'] }], { value: 1 }],
    [
      'combinations without NULL only',
      ['orders', 'uniqueness', { columns: ['customer_id', 'email'] }],
      { value: 0 },
    ],
    ['repeats beyond the first', ['orders', 'uniqueness', { columns: ['email'] }], { value: 2 }],
    ['the age of a date', ['orders', 'freshness', { column: 'day' }], { value: 12, status: 'PASS' }],
    ['the age of a timestamp as UTC', ['orders', 'freshness', { column: 'sold_at' }], { value: 6 }],
    ['the age of a timestamp with a time zone', ['zoned', 'freshness', { column: 'sold_at' }], { value: 2 }],
  ])('counts %s', async (_what, args, expected) => {
    expect(await on(...args)).toMatchObject(expected);
  });

  it.each<[Parameters<typeof on>[1], object]>([
    ['null_check', { column: 'email' }],
    ['range_check', { column: 'amount', min: 0 }],
    ['pattern_check', { column: 'email', pattern: 'x' }],
    ['uniqueness', { columns: ['email'] }],
    ['freshness', { column: 'sold_at' }],
  ])('%s finds out nothing from an empty table', async (type, rest) => {
    const outcome = await on('nothing', type, rest);
    expect(outcome).toMatchObject({ status: 'ERROR', value: null });
    expect(outcome.message).toContain('nothing has no rows');
  });

  it('takes a query as it is, whatever it ends in', async () => {
    expect(await asking('sql_metric', 'SELECT max(amount) FROM orders')).toMatchObject({ value: 99 });
    for (const end of ['', ';', ' ;\n;', ' -- all of them', '; ']) {
      expect(await asking('sql_condition', `SELECT * FROM orders${end}`)).toMatchObject({
        value: 6,
        status: 'FAIL',
      });
    }
    expect(await asking('sql_metric', 'SELECT avg(amount) FROM nothing')).toMatchObject({
      status: 'ERROR',
      message: expect.stringContaining('COALESCE'),
    });
  });

  it('finds a table and a column by whatever names they have, and runs nothing else', async () => {
    // PostgreSQL cuts names after 63 bytes, and DuckDB takes capitals for small letters.
    const character = fc.oneof(
      fc.constantFrom('"', '.', ';', "'", '-', ' ', '$', '\\', '(', ')', 'é', '名'),
      fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789_'),
    );
    const name = fc
      .string({ unit: character, minLength: 1, maxLength: 15 })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(name, name, async (table, column) => {
        const made = `${quote(table)}`;
        await source.run({ text: `CREATE TABLE ${made} (${quote(column)} integer)`, values: [] });
        try {
          await source.run({ text: `INSERT INTO ${made} VALUES (1), (1), (NULL)`, values: [] });
          const written = `"${table.replaceAll('"', '""')}"`;
          expect(await on(written, 'null_check', { column })).toMatchObject({ value: 1 });
          expect(await on(written, 'uniqueness', { columns: [column] })).toMatchObject({ value: 1 });
          expect(await on(written, 'range_check', { column, min: 2 })).toMatchObject({ value: 2 });
          expect(await on(written, 'pattern_check', { column, pattern: '^1$' })).toMatchObject({ value: 0 });
        } finally {
          await source.run({ text: `DROP TABLE ${made}`, values: [] });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('binds a pattern whatever it says', async () => {
    for (const pattern of [`'; DROP TABLE orders; --`, '\\', '$1', '"']) {
      await on('orders', 'pattern_check', { column: 'email', pattern: `[x]|${pattern}` }).catch(
        () => undefined,
      );
    }
    expect(await on('orders', 'row_count')).toMatchObject({ value: 6 });
  });
}
