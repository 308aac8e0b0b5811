import { z } from 'zod';
import { validate } from '../validate';
import { CHECK_TYPES, OPERATORS, thresholdSchema } from './definition';
import { createInputSchema, updateInputSchema } from './input';
import { type CheckView, createCheckSchema, previewSchema, updateCheckSchema } from './schema';

/**
 * Checks as the HTTP API takes them: flat, where the domain keeps what a check
 * measures together. Each schema here ends in the domain's own, so there is one
 * set of rules, and every fault is named by the flat field it is in.
 */

const number = z.number({ error: 'Enter a number.' });
const text = z.string({ error: 'Enter text.' });

const definition = {
  check_type: z.enum(CHECK_TYPES, { error: `Choose a type: ${CHECK_TYPES.join(', ')}.` }).meta({
    description:
      'What is measured. `sql_metric`: the one number the query returns. `sql_condition`: how many rows it returns. `row_count`: rows of a table. `freshness`: the age in hours of the newest value of a column. `null_check`, `range_check`, `pattern_check`: rows whose column is NULL, out of range, or not matched by a regular expression. `uniqueness`: rows that repeat the columns of another. `custom`: values that are pushed.',
  }),
  source: text
    .nullable()
    .meta({ description: 'The name of one of the space’s sources; none for the type custom.' }),
  query: text.nullable().meta({
    description: 'For sql_metric and sql_condition only: one SELECT in the source’s own dialect.',
  }),
  configuration: z
    .strictObject({
      table: text
        .optional()
        .meta({ description: 'A table, or schema.table; for all types without a query.' }),
      column: text.optional().meta({ description: 'For all types that look at one column.' }),
      columns: z
        .array(text)
        .optional()
        .meta({ description: 'For uniqueness: what must not repeat together.' }),
      min: number.nullable().optional().meta({ description: 'For range_check: the lowest value allowed.' }),
      max: number.nullable().optional().meta({ description: 'For range_check: the highest value allowed.' }),
      pattern: text.optional().meta({ description: 'For pattern_check: a regular expression.' }),
      expect: number
        .optional()
        .meta({ description: 'For sql_condition: how many rows it must return; 0 when not said.' }),
    })
    .meta({ description: 'What the type needs besides.' }),
  thresholds: z
    .strictObject({
      warning: thresholdSchema
        .nullable()
        .optional()
        .meta({ description: 'What the value should be; if it is not, the result is WARNING.' }),
      critical: thresholdSchema
        .nullable()
        .optional()
        .meta({ description: 'What the value must be; if it is not, the result is FAIL.' }),
    })
    .meta({
      description: `What must hold, not what is wrong: {"operator": "lte", "value": 5} is met by 5 and less. Operators: ${OPERATORS.join(', ')}; between takes [low, high], both included. sql_metric and freshness need one; the other types that run have a rule of their own: no such row, or at least one row for row_count.`,
    }),
};

const { slug, name, description, severity, schedule } = createCheckSchema.shape;

/** Without defaults, which a partial change must not fall back to. */
const details = {
  name,
  description: description.unwrap().meta({ description: 'At most 2000 characters.' }),
  severity: severity.unwrap().meta({ description: 'How bad it is when it fails; changes no result.' }),
  schedule: schedule.unwrap().meta({
    description: 'When it runs by itself: five cron fields, and the IANA time zone they are meant in.',
  }),
};

const space = text.max(200).meta({ description: 'The space’s short name.', example: 'my-space' });

const definitionInput = z.strictObject({
  ...definition,
  source: definition.source.optional(),
  query: definition.query.optional(),
  configuration: definition.configuration.optional(),
  thresholds: definition.thresholds.optional(),
});

const checkInput = definitionInput.extend({
  name: details.name,
  description: details.description.optional(),
  severity: details.severity.optional(),
  schedule: details.schedule.optional(),
});

/** The body that creates a check. */
export const createCheckJsonSchema = checkInput
  .extend({ space, slug: slug.meta({ description: 'Unique in the space, for good.', example: 'my-check' }) })
  .transform(({ space, ...check }, context) => ({
    space,
    check: settle(createInputSchema, nest(check), context),
  }))
  .meta({ id: 'CreateCheck' });

/** The body that tries a definition out. */
export const previewCheckJsonSchema = definitionInput
  .extend({ space })
  .transform(({ space, ...flat }, context) => ({
    space,
    definition: settle(previewSchema, nest(flat).definition, context),
  }))
  .meta({ id: 'PreviewCheck' });

const version = updateCheckSchema.shape.version.meta({
  description:
    'The version that was looked at. If it is no longer the current one, nothing is changed and the answer is 409.',
});

/** The body that changes a check: only what shall be other than it is. */
export const updateCheckJsonSchema = z
  .strictObject({ ...definition, ...details })
  .partial()
  .extend({ version })
  .meta({ id: 'UpdateCheck' });

const wholeSchema = checkInput
  .extend({ version })
  .transform((flat, context) => settle(updateInputSchema, nest(flat), context));

/**
 * A check as it shall be: what was sent, laid over what it is. Parts of
 * `configuration`, `thresholds` and `schedule` are laid over one by one. Another
 * type begins with an empty query and configuration.
 *
 * @throws AppError `validation_failed`, for the whole.
 */
export function mergeChange(
  current: CheckView,
  change: z.output<typeof updateCheckJsonSchema>,
): z.output<typeof wholeSchema> {
  const { definition, name, description, severity, schedule } = current;
  const isOtherType = change.check_type !== undefined && change.check_type !== definition.checkType;
  const whole = {
    name,
    description,
    severity,
    check_type: definition.checkType,
    source: isOtherType && change.check_type === 'custom' ? null : definition.source,
    query: isOtherType ? null : definition.query,
    ...change,
    configuration: { ...(isOtherType ? {} : definition.configuration), ...change.configuration },
    thresholds: { ...definition.thresholds, ...change.thresholds },
    schedule:
      change.schedule === undefined ? schedule : change.schedule && { ...schedule, ...change.schedule },
  };
  return validate(wholeSchema, whole, 'body');
}

type Flat = z.output<typeof definitionInput>;

function nest<T extends Flat>({ check_type, source, query, configuration, thresholds, ...rest }: T) {
  return { ...rest, definition: { checkType: check_type, source, query, configuration, thresholds } };
}

function settle<S extends z.ZodType>(schema: S, input: unknown, context: z.RefinementCtx): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    context.issues.push({ ...issue, input, path: issue.path.flatMap(flatName) } as z.core.$ZodRawIssue);
  }
  return z.NEVER;
}

function flatName(part: PropertyKey): PropertyKey[] {
  if (part === 'definition') return [];
  return [part === 'checkType' ? 'check_type' : part];
}
