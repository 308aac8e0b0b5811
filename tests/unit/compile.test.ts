import fc from 'fast-check';
import { compile, describeSql, dialectOf, quote } from '@/lib/checks/compile';
import { parseTableName } from '@/lib/checks/table-name';
import { defineRunnable } from '../support/definitions';

const NOW = new Date('2026-11-24T12:00:00Z');

describe('compiling', () => {
  it('binds values and quotes names', () => {
    const range = defineRunnable('range_check', {
      configuration: { table: 'shop.orders', column: 'the "amount"', min: 0, max: 5 },
    });
    expect(compile(range, 'postgres')).toEqual({
      text: [
        'SELECT count(*) FILTER (WHERE "the ""amount""" < CAST($1 AS numeric) OR "the ""amount""" > CAST($2 AS numeric)) AS violations, count(*) AS checked',
        'FROM "shop"."orders"',
      ].join('\n'),
      values: [0, 5],
    });
    const pattern = defineRunnable('pattern_check', {
      configuration: { table: 'orders', column: 'email', pattern: `^'` },
    });
    expect(compile(pattern, 'postgres').text).toContain('CAST("email" AS text) !~ CAST($1 AS text)');
    expect(compile(pattern, 'duckdb')).toMatchObject({
      text: expect.stringContaining('NOT regexp_matches(CAST("email" AS VARCHAR), CAST($1 AS VARCHAR))'),
      values: [`^'`],
    });
  });

  it('leaves the query of a metric as it is, and counts the rows of a condition around it', () => {
    const thresholds = { critical: { operator: 'eq', value: 1 } };
    const metric = defineRunnable('sql_metric', { query: 'SELECT 1 -- one;', thresholds });
    expect(compile(metric, 'duckdb')).toEqual({ text: 'SELECT 1 -- one;', values: [] });
    const condition = defineRunnable('sql_condition', { query: 'SELECT 1 -- one;' });
    expect(compile(condition, 'duckdb').text).toBe('SELECT count(*) AS found FROM (SELECT 1 -- one;\n) AS q');
  });

  it.each([
    ['SELECT 1;', 'SELECT 1'],
    ['SELECT 1 ;\n; -- that is all', 'SELECT 1 '],
    ["SELECT ';' -- one;", "SELECT ';' -- one;"],
    ['SELECT 1; SELECT 2;', 'SELECT 1; SELECT 2'],
    ["SELECT 'not closed;", "SELECT 'not closed;"],
  ])('takes only a semicolon at the end off %s', (query, bare) => {
    expect(compile(defineRunnable('sql_condition', { query }), 'postgres').text).toBe(
      `SELECT count(*) AS found FROM (${bare}\n) AS q`,
    );
  });

  it('is not kept busy by a query of nothing but semicolons, quotes or comments', () => {
    for (const part of [';', '; ', '/*', "e'\\", '$a$b', '"', '--\r', '"a"']) {
      const query = `SELECT ${part.repeat(19_900 / part.length)}1`;
      expect(compile(defineRunnable('sql_condition', { query }), 'postgres').text).toContain(query);
    }
  });

  it('takes the dot of a table for one of a schema in databases, and of a file’s name in folders', () => {
    const count = (table: string) => defineRunnable('row_count', { configuration: { table } });
    expect(compile(count('shop.orders'), 'postgres').text).toContain('FROM "shop"."orders"');
    expect(compile(count('orders.csv'), 'duckdb').text).toContain('FROM "orders.csv"');
    expect(compile(count('"orders.csv"'), 'duckdb').text).toContain('FROM "orders.csv"');
  });

  it('counts ages from the moment it is told, in UTC', () => {
    const fresh = defineRunnable('freshness', {
      configuration: { table: 'orders', column: 'created_at' },
      thresholds: { critical: { operator: 'lte', value: 24 } },
    });
    expect(compile(fresh, 'postgres', NOW).values).toEqual(['2026-11-24T12:00:00.000']);
  });

  it('speaks PostgreSQL to databases and DuckDB to files', () => {
    expect([dialectOf('postgres'), dialectOf('files')]).toEqual(['postgres', 'duckdb']);
  });
});

describe('a table’s name', () => {
  it.each([
    ['orders', ['orders']],
    ['shop.orders', ['shop', 'orders']],
    ['"odd.name"', ['odd.name']],
    ['shop."odd.name"', ['shop', 'odd.name']],
    ['"say ""hi"""', ['say "hi"']],
    ['Two words.5"', ['Two words', '5"']],
  ])('%s has the parts %p', (name, parts) => expect(parseTableName(name)).toEqual(parts));

  it.each(['', '.', 'a.', '.a', 'a.b.c', '"', '""', '"a'])('%p is none', (name) =>
    expect(parseTableName(name)).toBeNull(),
  );

  it('in quotes is any text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ minLength: 1 }), (a, b) => {
        expect(parseTableName(`${quote(a)}.${quote(b)}`)).toEqual([a, b]);
      }),
    );
  });
});

describe('the SQL as it is shown', () => {
  it('names its values below it, each on its own line', () => {
    expect(describeSql({ text: 'SELECT $1, $2', values: ['a', 5] })).toBe(
      'SELECT $1, $2\n-- $1 = "a"\n-- $2 = 5',
    );
    expect(describeSql({ text: 'SELECT 1', values: [] })).toBe('SELECT 1');
  });

  it('lets no value out of its comment', () => {
    const text = fc.string({
      unit: fc.constantFrom('\n', '\r', '\u2028', '\u2029', '\u0085', '\\', '"', 'x'),
    });
    fc.assert(
      fc.property(text, (value) => {
        const [, ...comments] = describeSql({ text: 'SELECT $1', values: [value] }).split(
          /[\n\r\u2028\u2029\u0085]/,
        );
        expect(comments).toHaveLength(1);
        expect(JSON.parse(comments[0]?.replace('-- $1 = ', '') ?? '')).toBe(value);
      }),
    );
  });
});
