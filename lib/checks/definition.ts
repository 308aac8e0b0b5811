import { z } from 'zod';

/** The kinds of checks there are. `custom` runs no query: its values are pushed. */
export const CHECK_TYPES = [
  'sql_metric',
  'sql_condition',
  'row_count',
  'freshness',
  'null_check',
  'uniqueness',
  'range_check',
  'pattern_check',
  'custom',
] as const;
export type CheckType = (typeof CHECK_TYPES)[number];

export const OPERATORS = ['gt', 'gte', 'lt', 'lte', 'eq', 'between'] as const;
export type Operator = (typeof OPERATORS)[number];

const numberSchema = z.number({ error: 'Enter a number.' });

/**
 * What a value must be: `{operator: 'lte', value: 5}` is met by 5 and less.
 * `between` includes both ends.
 */
export const thresholdSchema = z.discriminatedUnion(
  'operator',
  [
    z.strictObject({ operator: z.enum(['gt', 'gte', 'lt', 'lte', 'eq']), value: numberSchema }),
    z.strictObject({
      operator: z.literal('between'),
      value: z
        .tuple([numberSchema, numberSchema])
        .refine(([low, high]) => low <= high, 'The first number is the smaller one.'),
    }),
  ],
  { error: `Choose an operator: ${OPERATORS.join(', ')}.` },
);
export type Threshold = z.output<typeof thresholdSchema>;

/** A value that does not meet `critical` FAILs; one that does not meet `warning` is a WARNING. */
export const thresholdsSchema = z.strictObject({
  warning: thresholdSchema.nullable().default(null),
  critical: thresholdSchema.nullable().default(null),
});
export type Thresholds = z.output<typeof thresholdsSchema>;

const sourceSchema = z.string({ error: 'Choose a source.' }).trim().min(1, 'Choose a source.').max(50);

const querySchema = z
  .string({ error: 'Enter a query.' })
  .trim()
  .min(1, 'Enter a query.')
  .max(20_000, 'Use at most 20,000 characters.')
  .refine((text) => !/[\0\p{Cs}]/u.test(text), 'Use no control characters.');

const identifierSchema = z
  .string({ error: 'Enter a name.' })
  .trim()
  .min(1, 'Enter a name.')
  .max(200, 'Use at most 200 characters.')
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), 'Use no control characters.');

/** `orders`, or `schema.orders`. */
const tableSchema = identifierSchema;
const columnSchema = identifierSchema;
const none = z.strictObject({}).default({});
const noQuery = z.null({ error: 'This type of check makes its own query.' }).default(null);
const thresholds = thresholdsSchema.default({ warning: null, critical: null });

function withQuery<T extends 'sql_metric' | 'sql_condition', C extends z.ZodType>(type: T, configuration: C) {
  return z.strictObject({
    checkType: z.literal(type),
    source: sourceSchema,
    query: querySchema,
    configuration,
    thresholds,
  });
}

function onTable<
  T extends 'row_count' | 'freshness' | 'null_check' | 'uniqueness' | 'range_check' | 'pattern_check',
  S extends z.ZodRawShape,
>(type: T, fields: S) {
  const configuration = z.strictObject({ table: tableSchema, ...fields });
  return z.strictObject({
    checkType: z.literal(type),
    source: sourceSchema,
    query: noQuery,
    configuration,
    thresholds,
  });
}

const columns = z
  .array(columnSchema, { error: 'Name at least one column.' })
  .min(1, 'Name at least one column.')
  .max(20, 'Name at most 20 columns.');

/**
 * What a check measures and what the value must be, by type:
 *
 * - `sql_metric`: the one number that `query` returns.
 * - `sql_condition`: how many rows `query` returns; must be `expect`, zero when not said.
 * - `row_count`: rows in `table`; at least one when no threshold says otherwise.
 * - `freshness`: age in hours of the newest `column` in `table`.
 * - `null_check`, `range_check`, `pattern_check`: rows of `table` whose `column` is NULL, out of
 *   `min`..`max`, or not matched by the regular expression `pattern`; none by default.
 * - `uniqueness`: rows of `table` whose `columns` repeat those of another; none by default.
 * - `custom`: a pushed value.
 */
export const definitionSchema = z.discriminatedUnion(
  'checkType',
  [
    withQuery('sql_metric', none),
    withQuery(
      'sql_condition',
      z
        .strictObject({ expect: z.int({ error: 'Enter a whole number.' }).min(0).max(1_000_000).default(0) })
        .default({ expect: 0 }),
    ),
    onTable('row_count', {}),
    onTable('freshness', { column: columnSchema }),
    onTable('null_check', { column: columnSchema }),
    onTable('uniqueness', { columns }),
    onTable('range_check', {
      column: columnSchema,
      min: numberSchema.nullable().default(null),
      max: numberSchema.nullable().default(null),
    }),
    onTable('pattern_check', {
      column: columnSchema,
      pattern: z
        .string({ error: 'Enter a regular expression.' })
        .min(1, 'Enter a regular expression.')
        .max(500),
    }),
    z.strictObject({
      checkType: z.literal('custom'),
      source: z.null({ error: 'Values of this type are pushed; it has no source.' }).default(null),
      query: noQuery,
      configuration: none,
      thresholds,
    }),
  ],
  { error: `Choose a type: ${CHECK_TYPES.join(', ')}.` },
);

/** What a check measures. */
export type Definition = z.output<typeof definitionSchema>;
