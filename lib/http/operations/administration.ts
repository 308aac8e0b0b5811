import { z } from 'zod';
import { findKeysJsonSchema, ownedApiKeyJsonSchema, setTierJsonSchema } from '../../api-keys/json';
import { operation } from '../operation';

const tag = 'Administration';

export const listKeysOfAllOperation = operation({
  id: 'listKeysOfAll',
  method: 'GET',
  path: '/admin/api-keys',
  tag,
  summary: 'List everybody’s API keys',
  description: 'Takes a superadmin. The newest 100, with whose they are.',
  query: findKeysJsonSchema,
  success: { status: 200, description: 'The keys.', output: z.array(ownedApiKeyJsonSchema) },
  errors: ['insufficient_scope'],
});

export const setKeyTierOperation = operation({
  id: 'setKeyTier',
  method: 'PATCH',
  path: '/admin/api-keys/{id}',
  tag,
  summary: 'Set how much an API key may ask for',
  description: 'Takes a superadmin. Holds from the key’s next request on.',
  params: z.object({ id: z.string().meta({ description: 'The key’s id.' }) }),
  body: setTierJsonSchema,
  success: { status: 200, description: 'The key with its new tier.', output: ownedApiKeyJsonSchema },
  errors: ['insufficient_scope', 'not_found'],
});
