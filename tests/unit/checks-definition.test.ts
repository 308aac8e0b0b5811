import { definitionSchema } from '@/lib/checks/definition';
import { createInputSchema } from '@/lib/checks/input';

const base = { source: 'warehouse' };
const column = { table: 'orders', column: 'id' };
const limit = { critical: { operator: 'lte', value: 5 } };

const faultsOf = (schema: typeof definitionSchema | typeof createInputSchema, input: unknown) => {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
};

describe('a definition', () => {
  it.each<[string, object, string]>([
    ['sql_metric', { query: 'SELECT 1' }, 'thresholds'],
    ['sql_metric', { query: 'SELECT 1', thresholds: {} }, 'thresholds'],
    ['sql_metric', { query: ' ', thresholds: limit }, 'query'],
    ['sql_metric', { thresholds: limit }, 'query'],
    ['sql_metric', { query: 'SELECT 1', thresholds: limit, configuration: { table: 'a' } }, 'configuration'],
    ['sql_condition', { query: 'SELECT 1', configuration: { expect: -1 } }, 'configuration.expect'],
    ['freshness', { configuration: column }, 'thresholds'],
    ['row_count', {}, 'configuration'],
    ['row_count', { configuration: {} }, 'configuration.table'],
    ['row_count', { configuration: { table: 'a.b.c' } }, 'configuration.table'],
    ['row_count', { configuration: { table: 'a' }, query: 'SELECT 1' }, 'query'],
    ['row_count', { configuration: { table: 'a' }, source: undefined }, 'source'],
    ['null_check', { configuration: { table: 'a' } }, 'configuration.column'],
    ['uniqueness', { configuration: { table: 'a', columns: [] } }, 'configuration.columns'],
    ['uniqueness', { configuration: { table: 'a', columns: ['b', 'b'] } }, 'configuration.columns'],
    ['range_check', { configuration: column }, 'configuration.min'],
    ['range_check', { configuration: { ...column, min: 2, max: 1 } }, 'configuration.max'],
    ['range_check', { configuration: { ...column, min: Number.NaN } }, 'configuration.min'],
    ['pattern_check', { configuration: { ...column, pattern: '' } }, 'configuration.pattern'],
    ['pattern_check', { configuration: { ...column, pattern: 'a\0' } }, 'configuration.pattern'],
    ['custom', { source: 'warehouse' }, 'source'],
    ['made_up', {}, 'checkType'],
  ])('of the type %s with %j is refused for its %s', (checkType, rest, field) => {
    expect(faultsOf(definitionSchema, { checkType, ...base, ...rest })).toEqual([field]);
  });

  it.each([
    [{ operator: 'between', value: [2, 1] }, 'thresholds.critical.value'],
    [{ operator: 'between', value: 1 }, 'thresholds.critical.value'],
    [{ operator: 'lte', value: '5' }, 'thresholds.critical.value'],
    [{ operator: 'lte', value: Number.POSITIVE_INFINITY }, 'thresholds.critical.value'],
    [{ operator: 'near', value: 5 }, 'thresholds.critical.operator'],
  ])('with the threshold %j is refused', (critical, field) => {
    const input = { checkType: 'custom', thresholds: { critical } };
    expect(faultsOf(definitionSchema, input)).toEqual([field]);
  });

  it.each<[string, object]>([
    ['sql_metric', { query: 'SELECT 1', thresholds: { warning: { operator: 'between', value: [1, 1] } } }],
    ['sql_condition', { query: 'SELECT 1' }],
    ['row_count', { configuration: { table: 'shop.orders' } }],
    ['freshness', { configuration: column, thresholds: limit }],
    ['null_check', { configuration: column }],
    ['uniqueness', { configuration: { table: 'a', columns: ['b', 'c'] } }],
    ['range_check', { configuration: { ...column, max: 0 } }],
    ['range_check', { configuration: { ...column, min: 1, max: 1 } }],
    ['pattern_check', { configuration: { ...column, pattern: '(' } }],
    ['custom', { source: null }],
  ])('of the type %s with %j is one, and stays the same when parsed again', (checkType, rest) => {
    const parsed = definitionSchema.parse({ checkType, ...base, ...rest });
    expect(definitionSchema.parse(parsed)).toEqual(parsed);
  });
});

describe('a schedule', () => {
  const check = { slug: 'a', name: 'A', definition: { checkType: 'custom' } };
  it.each([
    [{ cron: '0 6 * * *', timezone: 'Europe/Paris' }, []],
    [{ cron: '61 6 * * *' }, ['schedule.cron']],
    [{ cron: '0 6 * * *', timezone: 'Paris' }, ['schedule.timezone']],
    [{ cron: '', timezone: '' }, ['schedule.cron', 'schedule.timezone']],
  ])('%j has faults in %p', (schedule, fields) => {
    expect(faultsOf(createInputSchema, { ...check, schedule })).toEqual(fields);
  });
});
