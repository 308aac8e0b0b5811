import fc from 'fast-check';
import { parseCheckFile } from '../src/lib/check-file/check-file';

const HEAD = 'version: 1\nspace: my-space\n';
const CHECK = '  - slug: a\n    name: A\n    type: row_count\n';

/** The faults of a file as `line:column message`. */
function faultsOf(source: string): string[] {
  const read = parseCheckFile(source);
  return 'faults' in read
    ? read.faults.map(({ line, column, message }) => `${line}:${column} ${message}`)
    : [];
}

it('reads every field there is', () => {
  const read = parseCheckFile(`${HEAD}defaults:
  source: warehouse
  schedule: "0 6 * * *"
checks:
  - slug: paid
    name: Paid
    type: sql_metric
    description: A share
    source: null
    query: |
      SELECT 1
    thresholds:
      warning: { operator: between, value: [1, 5] }
      critical: null
    severity: high
    schedule: { cron: "0 * * * *", timezone: Europe/Paris }
  - slug: unique
    name: Unique
    type: uniqueness
    configuration: { table: t, column: c, columns: [a, b], min: -1.5, max: null, pattern: x, expect: 0 }
    schedule: null
`);
  expect(read).toMatchObject({
    content: {
      version: 1,
      space: 'my-space',
      defaults: { source: 'warehouse', schedule: { cron: '0 6 * * *' } },
      checks: [
        {
          slug: 'paid',
          source: null,
          query: 'SELECT 1\n',
          thresholds: { warning: { operator: 'between', value: [1, 5] }, critical: null },
          schedule: { cron: '0 * * * *', timezone: 'Europe/Paris' },
        },
        { configuration: { columns: ['a', 'b'], min: -1.5, max: null, expect: 0 }, schedule: null },
      ],
    },
  });
});

it('reads what an alias stands for', () => {
  const limit = '    thresholds: { critical: &limit { operator: lte, value: 5 } }\n';
  const again = '  - { slug: b, name: B, type: row_count, thresholds: { critical: *limit } }\n';
  const read = parseCheckFile(`${HEAD}checks:\n${CHECK}${limit}${again}`);
  expect(read).toMatchObject({ content: { checks: [{}, { thresholds: { critical: { value: 5 } } }] } });
});

it.each<[fault: string, source: string, faults: string[]]>([
  ['an empty file', '', ['1:1 The file is empty.']],
  [
    'another version',
    `version: 2\nspace: a\nchecks: []\n`,
    ['1:10 This command knows version 1 of the file.'],
  ],
  ['a missing field', 'version: 1\nchecks: []\n', ['1:1 space is missing in the file.']],
  [
    'a field there is none of',
    `${HEAD}checks:\n${CHECK}    severty: low\n`,
    [
      '7:5 There is no field severty in a check. There are: slug, name, type, description, source, query, configuration, thresholds, severity, schedule.',
    ],
  ],
  [
    'a short name that is none',
    `${HEAD}checks:\n  - slug: My Check\n    name: A\n    type: row_count\n`,
    ['4:11 Use lower-case letters, digits and single hyphens between them, like my-check.'],
  ],
  [
    'a number where text belongs',
    `${HEAD}checks:\n  - slug: a\n    name: 5\n    type: row_count\n`,
    ['5:11 Enter text: put it into quotation marks.'],
  ],
  [
    'a type there is none of',
    `${HEAD}checks:\n  - slug: a\n    name: A\n    type: sql\n`,
    [
      '6:11 Choose a type: sql_metric, sql_condition, row_count, freshness, null_check, uniqueness, range_check, pattern_check, custom.',
    ],
  ],
  ['two checks of one name', `${HEAD}checks:\n${CHECK}${CHECK}`, ['7:11 There are two checks a.']],
  [
    'one bound where two belong',
    `${HEAD}checks:\n${CHECK}    thresholds: { warning: { operator: between, value: 1 } }\n`,
    ['7:28 between takes two numbers: [1, 5].'],
  ],
  [
    'three faults at once, in the order of the file',
    `version: 1\nspace: 5\nchecks:\n  - slug: a\n    name: A\n  - type: custom\n    slug: b\n    name: B\n    severity: bad\n`,
    [
      '2:8 Enter text: put it into quotation marks.',
      '4:5 type is missing in a check.',
      '9:15 Choose a severity: low, medium, high, critical.',
    ],
  ],
  ['a field that is there twice', 'version: 1\nversion: 1\n', ['2:1 Map keys must be unique']],
  ['tabs', 'version: 1\nchecks:\n\t- a\n', ['3:1 Tabs are not allowed as indentation']],
  [
    'a list where fields belong',
    '- a\n',
    ['1:1 Enter the fields of the file: version, space, defaults, checks.'],
  ],
])('names the place of %s', (_, source, faults) => {
  expect(faultsOf(source)).toEqual(faults);
});

it('finds the line of what the server refuses, or the nearest that is there', () => {
  const read = parseCheckFile(
    `${HEAD}checks:\n${CHECK}    configuration:\n      table: t\n  - { slug: b, name: B, type: custom }\n`,
  );
  if ('faults' in read) throw new Error('the file has no faults');
  const lines = (slug: string, ...loc: (string | number)[]) =>
    read.faultsIn(slug, [{ loc: ['body', ...loc], msg: 'No.' }]);
  expect(lines('a', 'configuration', 'table')).toEqual([
    { line: 8, column: 14, message: 'configuration.table: No.' },
  ]);
  expect(lines('a', 'check_type')).toMatchObject([{ line: 6, column: 11 }]);
  expect(lines('a', 'query')).toMatchObject([{ line: 4, column: 5, message: 'query: No.' }]);
  expect(lines('b', 'thresholds', 'critical')).toMatchObject([{ line: 9 }]);
});

it('reads any text without an exception, and never both refuses and accepts it', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abc:- \n\t{}[]"\'&*!|>#1,') }), (source) => {
      const read = parseCheckFile(source);
      expect('faults' in read ? read.faults.length : 1).toBeGreaterThan(0);
    }),
  );
});

it('is not held up by aliases that multiply', () => {
  const levels = [...'bcdefghi'].map(
    (letter, at) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefgh'[at]}`).join(', ')}]`,
  );
  expect(faultsOf(`a: &a [x]\n${levels.join('\n')}\n`).length).toBeGreaterThan(0);
});
