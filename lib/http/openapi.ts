import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { ERROR_CODES, type ErrorCode } from '../errors/codes';
import type { Operation } from './operation';
import * as administration from './operations/administration';
import * as apiKeys from './operations/api-keys';
import * as checks from './operations/checks';
import * as deviceLogin from './operations/device-login';
import * as executions from './operations/executions';
import * as platform from './operations/platform';
import * as sources from './operations/sources';
import * as spaces from './operations/spaces';
import * as users from './operations/users';
import { FORM_TYPE } from './read-form';

/** Every operation of the API. A test compares this list with the routes that exist. */
export const operations: Operation[] = [
  users,
  apiKeys,
  administration,
  spaces,
  sources,
  checks,
  executions,
  deviceLogin,
  platform,
].flatMap((group) => Object.values(group) as Operation[]);

export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'A reference to this error’s description.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What happened and what to do, for a person.' }),
    code: z.string().meta({ description: 'What happened, for a program.' }),
    request_id: z.string().meta({ description: 'The same as the X-Request-Id header.' }),
    errors: z
      .array(z.object({ loc: z.array(z.union([z.string(), z.int()])), msg: z.string(), type: z.string() }))
      .optional()
      .meta({ description: 'For invalid input: each fault and where it is.' }),
  })
  .meta({ id: 'Problem', description: 'An error, as RFC 9457 problem details.' });

const oauthErrorSchema = z
  .object({
    error: z.string().meta({ description: 'What happened, for a program.' }),
    error_description: z.string().meta({ description: 'What happened and what to do, for a person.' }),
  })
  .meta({ id: 'OAuthError', description: 'An error, as RFC 6749, 5.2 has it.' });

const everyAnswer = z.object({
  'X-Request-Id': z.string().meta({ description: 'Identifies this request in the logs.' }),
});
const forKeys = everyAnswer.extend({
  'X-RateLimit-Limit': z
    .string()
    .optional()
    .meta({ description: 'How many requests the key has for a minute or an hour, whichever has less left.' }),
  'X-RateLimit-Remaining': z.string().optional().meta({ description: 'How many of them are left.' }),
  'X-RateLimit-Reset': z
    .string()
    .optional()
    .meta({ description: 'When all are there again, in Unix seconds.' }),
});

/** The API as an OpenAPI 3.1 document, made from the schemas that validate it. */
export function openApiDocument() {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const operation of operations) {
    paths[operation.path] ??= {};
    Object.assign(paths[operation.path] ?? {}, {
      [operation.method.toLowerCase()]: describeOperation(operation),
    });
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Qarion API',
      version: '1.0',
      description: 'Everything a Qarion API key can do. The same paths answer under /api/v1.0.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    security: [{ apiKey: [] }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key from Settings > API keys.' },
      },
    },
  });
}

function describeOperation(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, summary, description, params, query, headers, body, success, alternative, isPublic } =
    operation;
  const bodyType = operation.protocol === 'oauth' ? FORM_TYPE : 'application/json';
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    ...(isPublic && { security: [] }),
    ...((params || query || headers) && {
      requestParams: {
        ...(params && { path: params }),
        ...(query && { query }),
        ...(headers && { header: headers }),
      },
    }),
    ...(body && { requestBody: { required: true, content: { [bodyType]: { schema: body } } } }),
    responses: {
      ...Object.fromEntries(
        [success, ...(alternative ? [alternative] : [])].map(({ status, description }) => [
          status,
          {
            description,
            headers: isPublic ? everyAnswer : forKeys,
            ...(success.output && {
              content: { [success.type ?? 'application/json']: { schema: success.output } },
            }),
          },
        ]),
      ),
      ...errorResponses(operation),
    },
  };
}

/** One response per status, naming the codes that share it. */
function errorResponses(operation: Operation): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(operation)) {
    const { status } = ERROR_CODES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `${ERROR_CODES[code].title} (\`${code}\`)`).join('. '),
        content:
          operation.protocol === 'oauth' && status === 400
            ? { 'application/json': { schema: oauthErrorSchema } }
            : { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  ) as ZodOpenApiResponsesObject;
}

function errorCodesOf(operation: Operation): ErrorCode[] {
  const { isPublic, params, query, headers, body, errors = [], protocol } = operation;
  // OAuth has names of its own for what is wrong with a form.
  const [malformed, invalid]: [ErrorCode, ErrorCode] =
    protocol === 'oauth' ? ['invalid_request', 'invalid_request'] : ['malformed_json', 'validation_failed'];

  const common: ErrorCode[] = isPublic
    ? ['internal_error']
    : [
        'missing_credentials',
        'invalid_token',
        'expired',
        'revoked',
        'rate_limited',
        'too_many_attempts',
        'internal_error',
        'database_unavailable',
      ];
  const forBody: ErrorCode[] = [malformed, 'payload_too_large', 'unsupported_media_type'];
  return [
    ...new Set<ErrorCode>([
      ...(body ? forBody : []),
      ...(body || params || query || headers ? [invalid] : []),
      ...errors,
      ...common,
    ]),
  ];
}
