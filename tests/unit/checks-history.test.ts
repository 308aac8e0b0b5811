import { changesBetween, type Snapshot, snapshotOf } from '@/lib/checks/history';
import { define } from '../support/definitions';

const metric = (rest: object = {}) =>
  define('sql_metric', {
    query: 'SELECT 1',
    thresholds: { critical: { operator: 'lte', value: 5 } },
    ...rest,
  });
const before: Snapshot = {
  name: 'Orders',
  description: '',
  severity: 'medium',
  schedule: null,
  definition: metric(),
  isArchived: false,
};
const changes = (after: Partial<Snapshot>, from: Partial<Snapshot> = {}) =>
  changesBetween({ ...before, ...from }, { ...before, ...after }).map(
    ({ field, before, after }) => `${field}: ${before} -> ${after}`,
  );
const unique = (columns: string[]) => define('uniqueness', { configuration: { table: 'orders', columns } });

describe('what changed from one version to the next', () => {
  it.each<[string, Partial<Snapshot>, string[]]>([
    ['nothing', {}, []],
    ['the name', { name: 'Sales' }, ['name: Orders -> Sales']],
    ['a description', { description: 'Why' }, ['description: none -> Why']],
    ['a description that says none', { description: 'none' }, ['description: none -> none']],
    [
      'a schedule',
      { schedule: { cron: '0 6 * * *', timezone: 'UTC' } },
      ['schedule: none -> 0 6 * * *: At 06:00, every day (UTC)'],
    ],
    [
      'a time zone',
      { schedule: { cron: '0 6 * * *', timezone: 'Europe/Paris' } },
      ['schedule: none -> 0 6 * * *: At 06:00, every day (Europe/Paris)'],
    ],
    [
      'a threshold, to all its digits',
      { definition: metric({ thresholds: { critical: { operator: 'lte', value: 5.000000000000001 } } }) },
      ['thresholds.critical: at most 5 -> at most 5.000000000000001'],
    ],
    ['the query', { definition: metric({ query: 'SELECT 2' }) }, ['query: SELECT 1 -> SELECT 2']],
    ['that it was archived', { isArchived: true }, ['is_archived: no -> yes']],
    [
      'the type, with what belongs to it',
      { definition: unique(['id']) },
      [
        'check_type: sql_metric -> uniqueness',
        'query: SELECT 1 -> none',
        'configuration.table: none -> orders',
        'configuration.columns: none -> id',
        'thresholds.critical: at most 5 -> none',
      ],
    ],
  ])('is %s', (_what, after, expected) => expect(changes(after)).toEqual(expected));

  it('tells two columns from one that has a comma in its name', () => {
    expect(changes({ definition: unique(['a', 'b']) }, { definition: unique(['a, b']) })).toEqual([
      'configuration.columns: "a, b" -> a, b',
    ]);
  });
});

it('a version keeps what people may change, and nothing else', () => {
  const more = { ...before, id: 'x', lastExecution: { message: 'secret' } };
  expect(snapshotOf(more)).toEqual(before);
});
