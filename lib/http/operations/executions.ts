import { z } from 'zod';
import {
  executionJsonSchema,
  executionPageJsonSchema,
  ignoreJsonSchema,
  pushJsonSchema,
} from '../../executions/json';
import { EXECUTION_STATUSES } from '../../executions/schema';
import { idempotencyKeySchema } from '../../idempotency-key';
import { operation } from '../operation';
import { MAX_WAIT_SECONDS } from '../prefer';

const tag = 'Executions';
/** Any text is accepted: one that could be no name names nothing, so it is 404 like any other. */
const name = (description: string, example?: string) =>
  z
    .string()
    .max(200)
    .meta({ description, ...(example && { example }) });
const checkParams = z.object({ id: name('The check’s id.') });
const slugParams = z.object({
  space: name('The space’s short name.', 'my-space'),
  slug: name('The check’s short name.', 'my-check'),
});
const executionParams = z.object({ id: name('The execution’s id.') });

const idempotencyKey = idempotencyKeySchema.optional().meta({
  description:
    'Your own name for this request. For 24 hours, sending it again gives the same execution instead of a new one.',
});
const pushHeaders = z.object({ 'idempotency-key': idempotencyKey });
const runHeaders = z.object({
  'idempotency-key': idempotencyKey,
  prefer: z
    .string()
    .optional()
    .meta({
      description: `\`wait=N\` waits up to N seconds, at most ${MAX_WAIT_SECONDS}, for the result (RFC 7240).`,
      example: 'wait=30',
    }),
});

const page = z.coerce.number('Use a number.').int('Use a whole number.').min(1, 'Pages begin at 1.');
const size = z.coerce.number('Use a number.').int('Use a whole number.').min(1, 'Ask for at least 1.');
const listQuery = z.object({
  status: z
    .enum(EXECUTION_STATUSES, { error: `Choose a status: ${EXECUTION_STATUSES.join(', ')}.` })
    .optional(),
  page: page.max(1_000_000, 'There are not so many pages.').default(1),
  size: size
    .transform((wanted) => Math.min(wanted, 100))
    .default(20)
    .meta({ type: 'integer', description: 'At most 100.' }),
});

const run = {
  method: 'POST',
  tag,
  summary: 'Run a check',
  description:
    'Takes the role editor. Queues an execution; with `Prefer: wait=N`, waits for its result. The request has no body.',
  headers: runHeaders,
  success: {
    status: 202,
    description: 'Queued, or not finished in the time that was waited.',
    output: executionJsonSchema,
  },
  alternative: { status: 200, description: 'Finished while the request waited.' },
  errors: ['insufficient_scope', 'not_found', 'check_archived', 'not_runnable', 'idempotency_key_reused'],
} as const;

export const runCheckOperation = operation({
  ...run,
  errors: [...run.errors],
  id: 'runCheck',
  path: '/quality/checks/{id}/run',
  params: checkParams,
});

export const runCheckBySlugOperation = operation({
  ...run,
  errors: [...run.errors],
  id: 'runCheckBySlug',
  path: '/s/{space}/quality/{slug}/run',
  params: slugParams,
});

export const pushResultOperation = operation({
  id: 'pushResult',
  method: 'POST',
  path: '/s/{space}/quality/{slug}/push',
  tag,
  summary: 'Push a value',
  description:
    'Takes the role editor, and a check of the type `custom`. Without `status`, the check’s thresholds decide.',
  params: slugParams,
  headers: pushHeaders,
  body: pushJsonSchema,
  success: { status: 201, description: 'The finished execution.', output: executionJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'check_archived', 'not_runnable', 'idempotency_key_reused'],
});

const list = {
  method: 'GET',
  tag,
  success: { status: 200, description: 'Executions, newest first.', output: executionPageJsonSchema },
} as const;

export const listCheckExecutionsOperation = operation({
  ...list,
  id: 'listCheckExecutions',
  path: '/quality/checks/{id}/executions',
  summary: 'List a check’s executions',
  params: checkParams,
  query: listQuery,
  errors: ['not_found'],
});

export const listCheckExecutionsBySlugOperation = operation({
  ...list,
  id: 'listCheckExecutionsBySlug',
  path: '/s/{space}/quality/{slug}/executions',
  summary: 'List a check’s executions',
  params: slugParams,
  query: listQuery,
  errors: ['not_found'],
});

export const listExecutionsOperation = operation({
  ...list,
  id: 'listExecutions',
  path: '/quality/executions',
  summary: 'List executions',
  description: 'Of one space, or of all that you may see.',
  query: listQuery.extend({ space: name('The space’s short name.', 'my-space').optional() }),
  errors: ['not_found'],
});

export const getExecutionOperation = operation({
  id: 'getExecution',
  method: 'GET',
  path: '/quality/executions/{id}',
  tag,
  summary: 'Get an execution',
  params: executionParams,
  success: { status: 200, description: 'The execution.', output: executionJsonSchema },
  errors: ['not_found'],
});

export const ignoreExecutionOperation = operation({
  id: 'ignoreExecution',
  method: 'PATCH',
  path: '/quality/executions/{id}/ignore',
  tag,
  summary: 'Ignore an execution',
  description:
    'Takes the role editor. Leaves it out of what is shown as the check’s state; `{"is_ignored": false}` takes that back.',
  params: executionParams,
  body: ignoreJsonSchema,
  success: { status: 200, description: 'The execution.', output: executionJsonSchema },
  errors: ['insufficient_scope', 'not_found'],
});
