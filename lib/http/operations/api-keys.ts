import { z } from 'zod';
import {
  apiKeyJsonSchema,
  createApiKeyJsonSchema,
  createdApiKeyJsonSchema,
  renameApiKeyJsonSchema,
  rotateApiKeyJsonSchema,
  rotatedApiKeyJsonSchema,
} from '../../api-keys/json';
import { idempotencyKeySchema } from '../../idempotency-key';
import { operation } from '../operation';

const tag = 'API keys';
/** Any text is accepted here: an id that is no UUID names no key, so it is 404 like any other. */
const params = z.object({ id: z.string().meta({ description: 'The key’s id.' }) });

export const listApiKeysOperation = operation({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api-keys',
  tag,
  summary: 'List your API keys',
  description: 'Your keys that were not revoked, newest first. Expired ones have `is_active: false`.',
  success: { status: 200, description: 'Your keys.', output: z.array(apiKeyJsonSchema) },
});

export const createApiKeyOperation = operation({
  id: 'createApiKey',
  method: 'POST',
  path: '/api-keys',
  tag,
  summary: 'Create an API key',
  description:
    'Only with a key that was given the right to create keys when it was created in Settings. The new key has your permissions, but not that right.',
  body: createApiKeyJsonSchema,
  success: { status: 201, description: 'The new key, with its secret.', output: createdApiKeyJsonSchema },
  errors: ['insufficient_scope', 'name_taken', 'too_many_keys'],
});

export const getApiKeyOperation = operation({
  id: 'getApiKey',
  method: 'GET',
  path: '/api-keys/{id}',
  tag,
  summary: 'Get an API key',
  params,
  success: { status: 200, description: 'The key.', output: apiKeyJsonSchema },
  errors: ['not_found'],
});

export const renameApiKeyOperation = operation({
  id: 'renameApiKey',
  method: 'PATCH',
  path: '/api-keys/{id}',
  tag,
  summary: 'Rename an API key',
  params,
  body: renameApiKeyJsonSchema,
  success: { status: 200, description: 'The key under its new name.', output: apiKeyJsonSchema },
  errors: ['not_found', 'name_taken'],
});

export const revokeApiKeyOperation = operation({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api-keys/{id}',
  tag,
  summary: 'Revoke an API key',
  description: 'At once and for ever. A key may revoke itself.',
  params,
  success: { status: 204, description: 'Revoked.' },
  errors: ['not_found'],
});

export const rotateApiKeyOperation = operation({
  id: 'rotateApiKey',
  method: 'POST',
  path: '/api-keys/{id}/rotate',
  tag,
  summary: 'Rotate an API key',
  description:
    'Makes a key that takes over the name and the rights of this one, which goes on working for the overlap. A key may rotate itself, into one that lasts no longer than it was given itself; other keys only with the right to create keys.',
  params,
  headers: z.object({
    'idempotency-key': idempotencyKeySchema.optional().meta({
      description:
        'Your own name for this request. When the answer is lost, send the request again with it: as long as the new key was never used, it makes way for another. Without it, a second request is refused, and nothing changes.',
    }),
  }),
  body: rotateApiKeyJsonSchema,
  success: {
    status: 201,
    description: 'The new key, with its secret, and the old one.',
    output: rotatedApiKeyJsonSchema,
  },
  errors: ['insufficient_scope', 'not_found', 'key_expired', 'already_replaced', 'too_many_keys'],
});
