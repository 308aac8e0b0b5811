import { z } from 'zod';
import { CHECK_TYPES, thresholdSchema } from './definition';
import {
  type CheckPage,
  type CheckVersionView,
  type CheckView,
  type Outcome,
  RESULT_STATUSES,
  SEVERITIES,
} from './schema';

/** Checks as the HTTP API shows them. */

const lastExecutionJsonSchema = z.object({
  id: z.uuid(),
  status: z.enum(RESULT_STATUSES),
  value: z.number().nullable(),
  message: z.string().meta({ description: 'A sentence: what was found, or what went wrong and what to do.' }),
  created_at: z.iso.datetime(),
  finished_at: z.iso.datetime(),
});

export const thresholdsJsonSchema = z.object({
  warning: thresholdSchema.nullable().meta({ description: 'What the value should be.' }),
  critical: thresholdSchema.nullable().meta({ description: 'What the value must be.' }),
});

export const checkJsonSchema = z
  .object({
    id: z.uuid(),
    space: z.string().meta({ description: 'The space’s short name.', example: 'my-space' }),
    slug: z.string().meta({ description: 'Its short name, unique in the space.', example: 'my-check' }),
    name: z.string(),
    description: z.string(),
    check_type: z.enum(CHECK_TYPES),
    source: z.string().nullable().meta({ description: 'Null for the type custom.' }),
    query: z.string().nullable().meta({ description: 'Null for types that make their own.' }),
    configuration: z.record(z.string(), z.unknown()),
    thresholds: thresholdsJsonSchema.meta({ description: 'Both null where the type’s own rule holds.' }),
    severity: z.enum(SEVERITIES),
    schedule: z
      .object({ cron: z.string(), timezone: z.string() })
      .nullable()
      .meta({ description: 'Null when it only runs on request.' }),
    version: z.int().meta({ description: 'Raised by every change.' }),
    is_archived: z.boolean(),
    last_execution: lastExecutionJsonSchema
      .nullable()
      .meta({ description: 'The newest finished execution; null when there is none.' }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Check' });

export const checkPageJsonSchema = z
  .object({
    items: z.array(checkJsonSchema),
    total: z.int().meta({ description: 'How many there are on all pages.' }),
    page: z.int(),
    size: z.int(),
  })
  .meta({ id: 'CheckPage' });

export const checkVersionJsonSchema = z
  .object({
    version: z.int(),
    changed_at: z.iso.datetime(),
    changed_by: z
      .object({ name: z.string(), email: z.string() })
      .nullable()
      .meta({ description: 'Null for what the platform itself did.' }),
    api_key: z
      .object({ name: z.string(), key_prefix: z.string() })
      .nullable()
      .meta({ description: 'The key it was done with; null in the browser.' }),
    changes: z
      .array(
        z.object({
          field: z.string().meta({ example: 'thresholds.critical' }),
          before: z.string(),
          after: z.string(),
        }),
      )
      .meta({ description: 'What is other than in the version before, as text to read.' }),
  })
  .meta({ id: 'CheckVersion' });

export const outcomeJsonSchema = z
  .object({
    status: z.enum(RESULT_STATUSES),
    value: z.number().nullable().meta({ description: 'Null when nothing was measured.' }),
    message: z.string().meta({ description: 'What was found, or what went wrong and what to do.' }),
    executed_sql: z.string().nullable().meta({ description: 'With its bound values as comments.' }),
  })
  .meta({ id: 'Outcome' });

export function toCheckJson(check: CheckView): z.input<typeof checkJsonSchema> {
  const { definition, lastExecution } = check;
  return {
    id: check.id,
    space: check.space,
    slug: check.slug,
    name: check.name,
    description: check.description,
    check_type: definition.checkType,
    source: definition.source,
    query: definition.query,
    configuration: definition.configuration,
    thresholds: definition.thresholds,
    severity: check.severity,
    schedule: check.schedule,
    version: check.version,
    is_archived: check.isArchived,
    last_execution: lastExecution && {
      id: lastExecution.id,
      status: lastExecution.status,
      value: lastExecution.value,
      message: lastExecution.message,
      created_at: lastExecution.createdAt.toISOString(),
      finished_at: lastExecution.finishedAt.toISOString(),
    },
    created_at: check.createdAt.toISOString(),
    updated_at: check.updatedAt.toISOString(),
  };
}

export function toCheckPageJson({ items, ...rest }: CheckPage): z.input<typeof checkPageJsonSchema> {
  return { items: items.map(toCheckJson), ...rest };
}

export function toCheckVersionJson(version: CheckVersionView): z.input<typeof checkVersionJsonSchema> {
  return {
    version: version.version,
    changed_at: version.changedAt.toISOString(),
    changed_by: version.changedBy,
    api_key: version.apiKey && { name: version.apiKey.name, key_prefix: version.apiKey.keyPrefix },
    changes: version.changes,
  };
}

export function toOutcomeJson({ executedSql, ...outcome }: Outcome): z.input<typeof outcomeJsonSchema> {
  return { ...outcome, executed_sql: executedSql };
}
