import { z } from 'zod';
import {
  EXECUTION_STATUSES,
  EXECUTION_VIAS,
  type ExecutionPage,
  type ExecutionView,
  pushSchema,
} from './schema';

/** Executions as the HTTP API speaks of them. */

export const executionJsonSchema = z
  .object({
    id: z.uuid(),
    check_id: z.uuid(),
    check_slug: z.string().meta({ example: 'my-check' }),
    space: z.string().meta({ description: 'The space’s short name.', example: 'my-space' }),
    status: z.enum(EXECUTION_STATUSES).meta({
      description:
        'QUEUED and RUNNING change; the others are results and do not. ERROR: nothing was measured.',
    }),
    value: z.number().nullable().meta({ description: 'What was measured.' }),
    message: z.string().meta({ description: 'The result in a sentence.' }),
    executed_sql: z.string().nullable(),
    created_at: z.iso.datetime(),
    started_at: z.iso.datetime().nullable(),
    finished_at: z.iso.datetime().nullable(),
    duration_ms: z.int().nullable().meta({ description: 'From the start to the result.' }),
    is_ignored: z.boolean().meta({ description: 'Left out of what is shown as the check’s state.' }),
    triggered_by: z.object({
      user_id: z.uuid().nullable().meta({ description: 'Null for schedules.' }),
      via: z.enum(EXECUTION_VIAS),
      api_key_id: z.uuid().nullable(),
    }),
  })
  .meta({ id: 'Execution' });

export const executionPageJsonSchema = z
  .object({ items: z.array(executionJsonSchema), total: z.int(), page: z.int(), size: z.int() })
  .meta({ id: 'ExecutionPage' });

export const pushJsonSchema = pushSchema.meta({ id: 'Push' });

export const ignoreJsonSchema = z
  .strictObject({ is_ignored: z.boolean({ error: 'Say true or false.' }).default(true) })
  .meta({ id: 'Ignore' });

export function toExecutionJson(execution: ExecutionView): z.input<typeof executionJsonSchema> {
  const { startedAt, finishedAt, triggeredBy } = execution;
  return {
    id: execution.id,
    check_id: execution.checkId,
    check_slug: execution.checkSlug,
    space: execution.space,
    status: execution.status,
    value: execution.value,
    message: execution.message,
    executed_sql: execution.executedSql,
    created_at: execution.createdAt.toISOString(),
    started_at: startedAt?.toISOString() ?? null,
    finished_at: finishedAt?.toISOString() ?? null,
    duration_ms: startedAt && finishedAt && finishedAt.getTime() - startedAt.getTime(),
    is_ignored: execution.isIgnored,
    triggered_by: {
      user_id: triggeredBy.user?.id ?? null,
      via: triggeredBy.via,
      api_key_id: triggeredBy.apiKey?.id ?? null,
    },
  };
}

export function toExecutionPageJson({
  items,
  ...page
}: ExecutionPage): z.input<typeof executionPageJsonSchema> {
  return { items: items.map(toExecutionJson), ...page };
}
