import { z } from 'zod';
import {
  checkJsonSchema,
  checkPageJsonSchema,
  checkVersionJsonSchema,
  outcomeJsonSchema,
} from '../../checks/json';
import {
  createCheckJsonSchema,
  previewCheckJsonSchema,
  updateCheckJsonSchema,
} from '../../checks/json-input';
import { RESULT_STATUSES } from '../../checks/schema';
import { isOneLine } from '../../plain-text';
import { operation } from '../operation';

const tag = 'Quality checks';
/** Any text is accepted: what could be no id or short name names no check, so it is 404 like any other. */
const idParams = z.object({ id: z.string().max(200).meta({ description: 'The check’s id.' }) });
const nameParams = z.object({
  space: z.string().max(200).meta({ description: 'The space’s short name.', example: 'my-space' }),
  slug: z.string().max(200).meta({ description: 'The check’s short name.', example: 'my-check' }),
});

const MAX_SIZE = 100;
const listQuery = z.object({
  space: z.string().max(200).optional().meta({
    description: 'A space’s short name; without it, the checks of every space you may see.',
  }),
  search: z
    .string()
    .trim()
    .max(200, 'Use at most 200 characters.')
    .refine(isOneLine, 'Use no control characters.')
    .optional()
    .meta({ description: 'A part of the name or the short name, in capitals or not.' }),
  status: z
    .enum([...RESULT_STATUSES, 'none'], { error: `Choose ${RESULT_STATUSES.join(', ')} or none.` })
    .optional()
    .meta({ description: 'The result of the newest finished execution; none for those that have none.' }),
  archived: z
    .enum(['true', 'false'], { error: 'Say true or false.' })
    .default('false')
    .meta({ description: 'Whether to list archived checks instead of the others.' }),
  page: z.coerce
    .number({ error: 'Enter a whole number.' })
    .int('Enter a whole number.')
    .min(1, 'Pages are counted from 1.')
    .max(1_000_000, 'There are not as many pages.')
    .default(1),
  size: z.coerce
    .number({ error: 'Enter a whole number.' })
    .int('Enter a whole number.')
    .min(1, 'Ask for at least one.')
    .default(20)
    .transform((size) => Math.min(size, MAX_SIZE))
    .meta({ description: `How many on a page. More than ${MAX_SIZE} count as ${MAX_SIZE}.` }),
});

export const listChecksOperation = operation({
  id: 'listChecks',
  method: 'GET',
  path: '/quality/checks',
  tag,
  summary: 'List checks',
  description: 'By name, each with the result of its newest finished execution.',
  query: listQuery,
  success: { status: 200, description: 'A page of checks.', output: checkPageJsonSchema },
  errors: ['not_found'],
});

export const createCheckOperation = operation({
  id: 'createCheck',
  method: 'POST',
  path: '/quality/checks',
  tag,
  summary: 'Create a check',
  description: 'Takes the role editor.',
  body: createCheckJsonSchema,
  success: { status: 201, description: 'The new check.', output: checkJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'slug_taken', 'no_such_source'],
});

export const previewCheckOperation = operation({
  id: 'previewCheck',
  method: 'POST',
  path: '/quality/checks/preview',
  tag,
  summary: 'Try a check out',
  description:
    'Takes the role editor. Measures once, for 30 seconds at most, and saves nothing. A fault in the query or the data is an answer with the status ERROR.',
  body: previewCheckJsonSchema,
  success: { status: 200, description: 'What the check would say now.', output: outcomeJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'no_such_source', 'not_runnable', 'source_unavailable', 'busy'],
});

export const getCheckOperation = operation({
  id: 'getCheck',
  method: 'GET',
  path: '/quality/checks/{id}',
  tag,
  summary: 'Get a check',
  params: idParams,
  success: { status: 200, description: 'The check.', output: checkJsonSchema },
  errors: ['not_found'],
});

export const getCheckByNameOperation = operation({
  id: 'getCheckByName',
  method: 'GET',
  path: '/s/{space}/quality/{slug}',
  tag,
  summary: 'Get a check by its short names',
  params: nameParams,
  success: { status: 200, description: 'The check.', output: checkJsonSchema },
  errors: ['not_found'],
});

export const updateCheckOperation = operation({
  id: 'updateCheck',
  method: 'PATCH',
  path: '/quality/checks/{id}',
  tag,
  summary: 'Change a check',
  description:
    'Takes the role editor. Send only what shall change; parts of configuration, thresholds and schedule are changed one by one, and null takes one away. A change of check_type begins with an empty query and configuration. Space and short name stay. Send the version you looked at to be sure that you overwrite nobody’s change.',
  params: idParams,
  body: updateCheckJsonSchema,
  success: { status: 200, description: 'The check as it is now.', output: checkJsonSchema },
  errors: ['insufficient_scope', 'not_found', 'check_archived', 'edit_conflict', 'no_such_source'],
});

export const archiveCheckOperation = operation({
  id: 'archiveCheck',
  method: 'POST',
  path: '/quality/checks/{id}/archive',
  tag,
  summary: 'Archive a check',
  description:
    'Takes the role editor. It runs no more and leaves the list, and keeps its history and its short name. Archiving it again changes nothing.',
  params: idParams,
  success: { status: 200, description: 'The archived check.', output: checkJsonSchema },
  errors: ['insufficient_scope', 'not_found'],
});

export const restoreCheckOperation = operation({
  id: 'restoreCheck',
  method: 'POST',
  path: '/quality/checks/{id}/restore',
  tag,
  summary: 'Restore an archived check',
  description: 'Takes the role editor. Restoring one that is not archived changes nothing.',
  params: idParams,
  success: { status: 200, description: 'The check.', output: checkJsonSchema },
  errors: ['insufficient_scope', 'not_found'],
});

export const listCheckVersionsOperation = operation({
  id: 'listCheckVersions',
  method: 'GET',
  path: '/quality/checks/{id}/versions',
  tag,
  summary: 'List a check’s versions',
  description: 'Who changed what and when: the newest 100, newest first.',
  params: idParams,
  success: { status: 200, description: 'Its versions.', output: z.array(checkVersionJsonSchema) },
  errors: ['not_found'],
});
