import { line, mergeResult, type Result, sentence } from '@/bench/lib/results';
import { ratiosOf, spreadOf } from '@/bench/lib/statistics';
import { resultsTable, withTable } from '@/bench/lib/table';

const circumstances = {
  date: '2026-11-25T12:00:00.000Z',
  machine: '2 x a processor',
  node: 'v20',
  load: 0.5,
};
const result = (figure: string, rounds: number[]): Result => ({
  figure,
  ...circumstances,
  lines: [line('this / that', rounds, { atLeast: 0.6 })],
  numbers: {},
});

describe('what is made of the rounds of a figure', () => {
  it('is the middle one, with the least and the most beside it', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  });

  it('is a ratio of each round, not of all taken together', () => {
    expect(ratiosOf([10, 40, 90], [10, 20, 30])).toEqual([1, 2, 3]);
    expect(() => ratiosOf([1], [])).toThrow('one number for each round');
  });

  it.each([
    [{ atLeast: 2 }, true],
    [{ atLeast: 2.1 }, false],
    [{ atMost: 2 }, true],
    [{ atMost: 1.9 }, false],
    [null, null],
  ])('meets %j by its middle one alone: %s', (target, expected) => {
    expect(line('a', [0, 2, 9], target).isMet).toBe(expected);
  });

  it('is said in a line, with a target that is missed in capitals', () => {
    const said = sentence('verify', line('this / that', [0.5, 0.51234, 0.7], { atLeast: 0.6 }));
    expect(said).toBe('verify: this / that: 0.512x (0.5 to 0.7), target >= 0.6, NOT MET');
    expect(sentence('page', line('JavaScript', [1234], null, 'kB'))).toBe(
      'page: JavaScript: 1234 kB (1234 to 1234)',
    );
  });
});

describe('the results', () => {
  it('have one of each figure, the newest, in the order of their names', () => {
    const before = [result('keys', [1]), result('verify', [1])];
    const after = mergeResult(before, result('verify', [2]));
    expect(mergeResult(after, result('list', [3]))).toEqual([
      result('keys', [1]),
      result('list', [3]),
      result('verify', [2]),
    ]);
  });

  it('are a table with a row for each line of each figure', () => {
    expect(resultsTable([result('verify', [0.5]), result('keys', [0.7])])).toBe(
      [
        '| Figure   | What is compared | Median | Rounds     | Target | Met | Measured             |',
        '| -------- | ---------------- | ------ | ---------- | ------ | --- | -------------------- |',
        '| `verify` | this / that      | 0.5x   | 0.5 to 0.5 | >= 0.6 | NO  | 2026-11-25, load 0.5 |',
        '| `keys`   | this / that      | 0.7x   | 0.7 to 0.7 | >= 0.6 | yes | 2026-11-25, load 0.5 |',
      ].join('\n'),
    );
  });

  it('take the place of the table before, and nothing else is changed', () => {
    const text = 'a\n<!-- begin of the table -->\nold\n<!-- end of the table -->\nb\n';
    const once = withTable(text, 'new');
    expect(once).toBe('a\n<!-- begin of the table -->\n\nnew\n\n<!-- end of the table -->\nb\n');
    expect(withTable(once, 'new')).toBe(once);
    expect(() => withTable('no marks', 'new')).toThrow('begin of the table');
  });
});
