import { evaluate, evaluateValue } from '@/lib/checks/evaluate';
import type { QueryResult } from '@/lib/sources/schema';
import { define, defineRunnable } from '../support/definitions';

const result = (rows: unknown[][], types: string[] = []): QueryResult => ({
  columns: (rows[0] ?? ['?']).map((_, index) => ({ name: `c${index}`, type: types[index] ?? '' })),
  rows,
  isTruncated: false,
});
const metric = defineRunnable('sql_metric', {
  query: 'SELECT 1',
  thresholds: { warning: { operator: 'lte', value: 5 }, critical: { operator: 'lte', value: 10 } },
});
const measured = (cell: unknown, type = '') => evaluate(metric, result([[cell]], [type]));

describe('the value of a metric', () => {
  it.each([
    [7, 7],
    ['7.50', 7.5],
    ['-1e2', -100],
    ['9007199254740993', 9007199254740992],
    [3n, 3],
    [-0, 0],
  ])('%p is %p', (cell, value) => expect(measured(cell).value).toBe(value));

  it.each<[unknown, string, string]>([
    [null, '', 'The query returned NULL. An average over no rows is NULL: use COALESCE'],
    [true, 'bool', 'returned true, which is no number'],
    [Number.NaN, 'float8', 'NaN'],
    [Number.POSITIVE_INFINITY, 'float8', 'infinite'],
    ['NaN', 'numeric', 'NaN'],
    ['1e999', 'numeric', 'too large'],
    ['many', '', 'no number'],
    ['12', 'text', 'of the type text, which is no number. Select a number, or CAST it'],
    ['101', 'varbit', 'of the type varbit'],
    ['12', 'xml', 'of the type xml'],
    ['12', 'BLOB', 'of the type BLOB'],
    ['12', "ENUM('12')", 'of the type ENUM'],
    ['12', 'interval', 'of the type interval'],
    ['12', 'INTERVAL', 'of the type INTERVAL'],
    ['', 'numeric', 'no number'],
    [new Date(0), 'timestamp', 'timestamp'],
    [{}, 'json', 'json'],
    [[1], 'int[]', 'int[]'],
  ])('%p of the type "%s" is none, and why is said', (cell, type, words) => {
    expect(measured(cell, type)).toEqual({
      status: 'ERROR',
      value: null,
      message: expect.stringContaining(words),
    });
  });

  it('is not looked for a second time in millions of digits', () => {
    const digits = '1'.repeat(4_000_000);
    for (const cell of [`${digits}x`, `${digits}.${digits}x`, `.${digits}e`, `1e${digits}x`]) {
      expect(measured(cell, 'numeric').message).toContain('no number');
    }
    expect(measured(digits, 'numeric').message).toContain('too large');
  });

  it.each<[string, QueryResult, string]>([
    ['no row', { ...result([]) }, 'no row'],
    ['two rows', result([[1], [2]]), 'more than one row'],
    ['cut rows', { ...result([[1]]), isTruncated: true }, 'more than one row'],
    ['two columns', result([[1, 2]]), '2 columns'],
    ['no column', { columns: [], rows: [[]], isTruncated: false }, '0 columns'],
  ])('is missing in %s', (_what, given, words) => {
    expect(evaluate(metric, given)).toMatchObject({
      status: 'ERROR',
      message: expect.stringContaining(words),
    });
  });
});

describe('what a result says', () => {
  const on = (type: 'null_check' | 'uniqueness' | 'range_check' | 'pattern_check', rest: object) =>
    defineRunnable(type, { configuration: { table: 'orders', ...rest } });

  it.each([
    [measured(5), 'PASS', 'The query returned 5.'],
    [measured(5.5), 'WARNING', 'The query returned 5.5; it should be at most 5.'],
    [measured(11), 'FAIL', 'The query returned 11; it must be at most 10.'],
    [
      evaluate(on('null_check', { column: 'customer_id' }), result([['12', '1200']])),
      'FAIL',
      '12 of 1,200 rows of orders have no customer_id; it must be exactly 0.',
    ],
    [
      evaluate(on('null_check', { column: 'customer_id' }), result([[1, 3]])),
      'FAIL',
      '1 of 3 rows of orders has no customer_id; it must be exactly 0.',
    ],
    [
      evaluate(on('null_check', { column: 'customer_id' }), result([[0, 3]])),
      'PASS',
      '0 of 3 rows of orders have no customer_id.',
    ],
    [
      evaluate(on('uniqueness', { columns: ['a', 'b'] }), result([[2, 3]])),
      'FAIL',
      '2 of 3 rows of orders repeat the a, b of another; it must be exactly 0.',
    ],
    [
      evaluate(on('range_check', { column: 'amount', min: 0, max: 5 }), result([[2, 3]])),
      'FAIL',
      '2 of 3 rows of orders have a value outside 0 to 5 in amount; it must be exactly 0.',
    ],
    [
      evaluate(on('range_check', { column: 'amount', min: 0 }), result([[2, 3]])),
      'FAIL',
      '2 of 3 rows of orders have a value below 0 in amount; it must be exactly 0.',
    ],
    [
      evaluate(on('pattern_check', { column: 'email', pattern: '@' }), result([[2, 3]])),
      'FAIL',
      '2 of 3 rows of orders have a value in email that does not match the pattern; it must be exactly 0.',
    ],
    [
      evaluate(defineRunnable('row_count', { configuration: { table: 'orders' } }), result([[0]])),
      'FAIL',
      'orders has 0 rows; it must be at least 1.',
    ],
    [
      evaluate(defineRunnable('sql_condition', { query: 'SELECT 1' }), result([[1]])),
      'FAIL',
      'The query found 1 row; it must be exactly 0.',
    ],
  ])('%#', (outcome, status, message) => expect(outcome).toMatchObject({ status, message }));

  it('tells how old the newest value is', () => {
    const fresh = defineRunnable('freshness', {
      configuration: { table: 'orders', column: 'created_at' },
      thresholds: { critical: { operator: 'lte', value: 24 } },
    });
    const messageOf = (...cells: unknown[]) => evaluate(fresh, result([cells])).message;
    expect(messageOf(30.5, 9)).toBe(
      'The newest created_at of orders is 30.5 hours old; it must be at most 24 hours.',
    );
    expect(messageOf(-2, 9)).toBe('The newest created_at of orders is 2 hours in the future.');
    expect(messageOf(null, 9)).toContain('No row of orders has a value in created_at');
    expect(messageOf(null, 0)).toContain('orders has no rows');
    expect(messageOf('Infinity', 9)).toContain('infinite');
  });

  it('judges a pushed value by the same rules', () => {
    const pushed = define('custom', { thresholds: { critical: { operator: 'between', value: [1, 5] } } });
    expect(evaluateValue(pushed, 7)).toEqual({
      status: 'FAIL',
      value: 7,
      message: 'The pushed value is 7; it must be between 1 and 5.',
    });
    expect(evaluateValue(define('custom'), 7)).toMatchObject({ status: 'PASS' });
  });
});
