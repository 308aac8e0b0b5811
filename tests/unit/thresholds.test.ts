import fc from 'fast-check';
import { OPERATORS, type Threshold } from '@/lib/checks/definition';
import {
  describeThreshold,
  effectiveThresholds,
  judge,
  meets,
  readableNumber,
} from '@/lib/checks/thresholds';
import { define } from '../support/definitions';

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const threshold: fc.Arbitrary<Threshold> = fc.oneof(
  fc.record({ operator: fc.constantFrom(...OPERATORS).filter((o) => o !== 'between'), value: number }),
  fc.record({
    operator: fc.constant('between' as const),
    value: fc.tuple(number, number).map(([a, b]): [number, number] => (a <= b ? [a, b] : [b, a])),
  }),
);

describe('a threshold says what must hold', () => {
  it.each<[Threshold, number[], number[]]>([
    [{ operator: 'gt', value: 5 }, [5.1, 6], [5, 4]],
    [{ operator: 'gte', value: 5 }, [5, 6], [4.9]],
    [{ operator: 'lt', value: 5 }, [4.9], [5, 6]],
    [{ operator: 'lte', value: 5 }, [5, -1], [5.1]],
    [{ operator: 'eq', value: 0 }, [0, -0], [1, -1]],
    [{ operator: 'between', value: [1, 3] }, [1, 2, 3], [0.9, 3.1]],
  ])('%j', (limit, met, unmet) => {
    expect(met.map((value) => meets(limit, value))).toEqual(met.map(() => true));
    expect(unmet.map((value) => meets(limit, value))).toEqual(unmet.map(() => false));
  });

  it('and a value that meets an upper limit meets it when it gets smaller; the other way round for a lower', () => {
    fc.assert(
      fc.property(number, number, number, (value, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        for (const operator of ['lt', 'lte'] as const) {
          if (meets({ operator, value }, high)) expect(meets({ operator, value }, low)).toBe(true);
        }
        for (const operator of ['gt', 'gte'] as const) {
          if (meets({ operator, value }, low)) expect(meets({ operator, value }, high)).toBe(true);
        }
      }),
    );
  });

  it('between takes both ends, and all that is between them', () => {
    fc.assert(
      fc.property(number, number, number, (a, b, value) => {
        const ends: [number, number] = [Math.min(a, b), Math.max(a, b)];
        const limit: Threshold = { operator: 'between', value: ends };
        expect(ends.map((end) => meets(limit, end))).toEqual([true, true]);
        expect(meets(limit, value)).toBe(value >= ends[0] && value <= ends[1]);
      }),
    );
  });
});

describe('a verdict', () => {
  it('is FAIL before WARNING before PASS, and names what was not met', () => {
    const warning: Threshold = { operator: 'lte', value: 5 };
    const critical: Threshold = { operator: 'lte', value: 10 };
    expect(judge({ warning, critical }, 5)).toEqual({ status: 'PASS' });
    expect(judge({ warning, critical }, 6)).toEqual({ status: 'WARNING', unmet: warning });
    expect(judge({ warning, critical }, 11)).toEqual({ status: 'FAIL', unmet: critical });
    expect(judge({ warning: critical, critical: warning }, 7)).toEqual({ status: 'FAIL', unmet: warning });
    expect(judge({ warning: null, critical: null }, 1e300)).toEqual({ status: 'PASS' });
  });

  it('is never milder for having a threshold more', () => {
    const rank = { PASS: 0, WARNING: 1, FAIL: 2 };
    fc.assert(
      fc.property(threshold, threshold, number, (warning, critical, value) => {
        const both = rank[judge({ warning, critical }, value).status];
        expect(both).toBeGreaterThanOrEqual(rank[judge({ warning, critical: null }, value).status]);
        expect(both).toBeGreaterThanOrEqual(rank[judge({ warning: null, critical }, value).status]);
      }),
    );
  });
});

describe('without thresholds', () => {
  const table = { configuration: { table: 'orders', column: 'id' } };
  it.each([
    [define('sql_condition', { query: 'SELECT 1', configuration: { expect: 3 } }), 'eq', 3],
    [define('row_count', { configuration: { table: 'orders' } }), 'gte', 1],
    [define('null_check', table), 'eq', 0],
    [define('uniqueness', { configuration: { table: 'orders', columns: ['id'] } }), 'eq', 0],
    [define('range_check', { configuration: { ...table.configuration, min: 0 } }), 'eq', 0],
    [define('pattern_check', { configuration: { ...table.configuration, pattern: 'x' } }), 'eq', 0],
  ])('%# each type has its own', (definition, operator, value) => {
    expect(effectiveThresholds(definition)).toEqual({ warning: null, critical: { operator, value } });
  });

  it('a pushed value always passes, and one threshold replaces the type’s own', () => {
    expect(effectiveThresholds(define('custom'))).toEqual({ warning: null, critical: null });
    const warning = { operator: 'lte', value: 5 };
    expect(effectiveThresholds(define('null_check', { ...table, thresholds: { warning } }))).toEqual({
      warning,
      critical: null,
    });
  });
});

describe('in words', () => {
  it.each<[Threshold, string]>([
    [{ operator: 'gt', value: 1 }, 'more than 1'],
    [{ operator: 'gte', value: 1200 }, 'at least 1,200'],
    [{ operator: 'lt', value: 0.001 }, 'less than 0.001'],
    [{ operator: 'lte', value: -5 }, 'at most -5'],
    [{ operator: 'eq', value: 0 }, 'exactly 0'],
    [{ operator: 'between', value: [0.1, 2_000_000] }, 'between 0.1 and 2,000,000'],
  ])('%j is %s', (limit, words) => expect(describeThreshold(limit)).toBe(words));

  it.each([
    [0, '0'],
    [1234567, '1,234,567'],
    [10 / 3, '3.33333'],
    [0.1 + 0.2, '0.3'],
    [1e21, '1e+21'],
    [1.5e-9, '1.5e-9'],
    [-1234.5, '-1,234.5'],
  ])('%p is read as %s', (value, text) => expect(readableNumber(value)).toBe(text));

  it('a number is not rounded to look like the limit it misses', () => {
    expect(readableNumber(5.0000001)).toBe('5');
    expect(readableNumber(5.0000001, [5])).toBe('5.0000001');
  });
});
