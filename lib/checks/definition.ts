import { z } from 'zod';
import { parseTableName } from './table-name';

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

/** Two numbers are described as a list of that length: not every reader of OpenAPI knows `prefixItems`. */
function describePair({ jsonSchema }: { jsonSchema: { items?: unknown; prefixItems?: unknown } }): void {
  delete jsonSchema.prefixItems;
  jsonSchema.items = { type: 'number' };
}

/**
 * What a value must be: `{operator: 'lte', value: 5}` is met by 5 and less.
 * `between` includes both ends.
 */
export const thresholdSchema = z
  .discriminatedUnion(
    'operator',
    [
      z.strictObject({ operator: z.enum(['gt', 'gte', 'lt', 'lte', 'eq']), value: numberSchema }),
      z.strictObject({
        operator: z.literal('between'),
        value: z
          .tuple([numberSchema, numberSchema])
          .refine(([low, high]) => low <= high, 'The first number is the smaller one.')
          .meta({ override: describePair }),
      }),
    ],
    { error: `Choose an operator: ${OPERATORS.join(', ')}.` },
  )
  .meta({ id: 'Threshold', description: 'What a value must be; `between` includes both ends.' });
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
const tableSchema = identifierSchema.refine(
  (name) => parseTableName(name) !== null,
  'Name a table or schema.table. Put a name that has a dot in it into double quotes.',
);
const columnSchema = identifierSchema;
const none = z.strictObject({}).default({});
const noQuery = z.null({ error: 'This type of check makes its own query.' }).default(null);
const thresholds = thresholdsSchema.default({ warning: null, critical: null });
const someThreshold = thresholds.refine(
  ({ warning, critical }) => warning !== null || critical !== null,
  'Say what the value must be: name at least one threshold.',
);

type WithThresholds = typeof thresholds | typeof someThreshold;

function withQuery<T extends 'sql_metric' | 'sql_condition', C extends z.ZodType, L extends WithThresholds>(
  type: T,
  configuration: C,
  limits: L,
) {
  return z.strictObject({
    checkType: z.literal(type),
    source: sourceSchema,
    query: querySchema,
    configuration,
    thresholds: limits,
  });
}

function onTable<
  T extends 'row_count' | 'freshness' | 'null_check' | 'uniqueness' | 'range_check' | 'pattern_check',
  C extends z.ZodType,
  L extends WithThresholds,
>(type: T, configuration: C, limits: L) {
  return z.strictObject({
    checkType: z.literal(type),
    source: sourceSchema,
    query: noQuery,
    configuration,
    thresholds: limits,
  });
}

const ofTable = z.strictObject({ table: tableSchema }, { error: 'Say which table to look at.' });
const ofColumn = ofTable.extend({ column: columnSchema });

const columns = z
  .array(columnSchema, { error: 'Name at least one column.' })
  .min(1, 'Name at least one column.')
  .max(20, 'Name at most 20 columns.')
  .refine((names) => new Set(names).size === names.length, 'Name each column once.');

const rangeSchema = ofColumn
  .extend({ min: numberSchema.nullable().default(null), max: numberSchema.nullable().default(null) })
  .refine(({ min, max }) => min !== null || max !== null, {
    path: ['min'],
    error: 'Enter a lowest value, a highest value, or both.',
  })
  .refine(({ min, max }) => min === null || max === null || min <= max, {
    path: ['max'],
    error: 'The highest value is not below the lowest.',
  });

/**
 * What a check measures and what the value must be, by type:
 *
 * - `sql_metric`: the one number that `query` returns.
 * - `sql_condition`: how many rows `query` returns; must be `expect`, zero when not said,
 *   unless thresholds say something else.
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
    withQuery('sql_metric', none, someThreshold),
    withQuery(
      'sql_condition',
      z
        .strictObject({
          expect: z
            .int({ error: 'Enter a whole number.' })
            .min(0, 'Enter zero or more.')
            .max(1_000_000, 'Enter at most 1,000,000.')
            .default(0),
        })
        .default({ expect: 0 }),
      thresholds,
    ),
    onTable('row_count', ofTable, thresholds),
    onTable('freshness', ofColumn, someThreshold),
    onTable('null_check', ofColumn, thresholds),
    onTable('uniqueness', ofTable.extend({ columns }), thresholds),
    onTable('range_check', rangeSchema, thresholds),
    onTable(
      'pattern_check',
      ofColumn.extend({
        pattern: z
          .string({ error: 'Enter a regular expression.' })
          .min(1, 'Enter a regular expression.')
          .max(500, 'Use at most 500 characters.')
          // Whether it is one is for the source to say: each has a dialect of its own.
          .refine((text) => !/[\0\p{Cs}]/u.test(text), 'Use no control characters.'),
      }),
      thresholds,
    ),
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
