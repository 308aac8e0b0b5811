import { z } from 'zod';
import { TIERS } from '../tiers';
import {
  type ApiKeyView,
  apiKeyNameSchema,
  expiresInDaysSchema,
  findKeysSchema,
  type OwnedApiKeyView,
  rotateApiKeySchema,
  setTierSchema,
} from './schema';

/** Keys as the HTTP API speaks of them: snake_case, UTC times. */

export const apiKeyJsonSchema = z
  .object({
    id: z.uuid().meta({ description: 'Identifies the key; not secret.' }),
    name: z.string().meta({ example: 'CI Pipeline - Production' }),
    key_prefix: z.string().meta({
      description: 'The first 19 characters of the secret, to tell keys apart.',
      example: 'qarion_live_sk_Ab3d',
    }),
    is_active: z
      .boolean()
      .meta({ description: 'False once the key has expired. Revoked keys are not listed.' }),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime().nullable().meta({
      description: 'Exact for the first use, then to within a minute; null when never used.',
    }),
    expires_at: z.iso.datetime().nullable().meta({ description: 'Null when the key never expires.' }),
    tier: z
      .enum(TIERS)
      .meta({ description: 'How much it may ask for; X-RateLimit-Limit says it in numbers.' }),
  })
  .meta({ id: 'ApiKey' });
export type ApiKeyJson = z.output<typeof apiKeyJsonSchema>;

export const createdApiKeyJsonSchema = apiKeyJsonSchema
  .extend({
    full_key: z.string().meta({
      description: 'The secret. It is in this one answer and can never be read again.',
    }),
  })
  .meta({ id: 'CreatedApiKey' });

export const createApiKeyJsonSchema = z
  .strictObject({
    name: apiKeyNameSchema.meta({ example: 'CI Pipeline - Production' }),
    expires_in_days: expiresInDaysSchema
      .nullish()
      .meta({ description: 'Whole days until it expires; left out or null, it never does.', example: 90 }),
  })
  .meta({ id: 'CreateApiKey' });

export const renameApiKeyJsonSchema = z.strictObject({ name: apiKeyNameSchema }).meta({ id: 'RenameApiKey' });

export const rotateApiKeyJsonSchema = z
  .strictObject({
    overlap_hours: rotateApiKeySchema.shape.overlapHours.meta({
      description: 'How many hours the old key goes on working; 0 ends it at once. Never past its own end.',
    }),
    expires_in_days: rotateApiKeySchema.shape.expiresInDays.meta({
      description:
        'Whole days until the new key expires; null, it never does. Left out, it lasts as long as the old one was given.',
      example: 90,
    }),
  })
  .meta({ id: 'RotateApiKey' });

export const rotatedApiKeyJsonSchema = createdApiKeyJsonSchema
  .extend({
    replaces: apiKeyJsonSchema.meta({ description: 'The old key, with its new name and its end.' }),
  })
  .meta({ id: 'RotatedApiKey' });

export const ownedApiKeyJsonSchema = apiKeyJsonSchema
  .extend({
    owner: z.object({ id: z.uuid(), email: z.string(), first_name: z.string(), last_name: z.string() }),
  })
  .meta({ id: 'OwnedApiKey' });

export const setTierJsonSchema = setTierSchema.meta({ id: 'SetTier' });

export const findKeysJsonSchema = z.object({
  owner: findKeysSchema.shape.owner.meta({
    description:
      'A piece of the owner’s e-mail address. Left out, the keys above the tier standard are listed.',
  }),
});

export function toOwnedApiKeyJson({
  owner,
  ...apiKey
}: OwnedApiKeyView): z.output<typeof ownedApiKeyJsonSchema> {
  const { id, email, firstName, lastName } = owner;
  return { ...toApiKeyJson(apiKey), owner: { id, email, first_name: firstName, last_name: lastName } };
}

export function toApiKeyJson(apiKey: ApiKeyView): ApiKeyJson {
  return {
    id: apiKey.id,
    name: apiKey.name,
    key_prefix: apiKey.keyPrefix,
    is_active: apiKey.isActive,
    created_at: apiKey.createdAt.toISOString(),
    last_used_at: apiKey.lastUsedAt?.toISOString() ?? null,
    expires_at: apiKey.expiresAt?.toISOString() ?? null,
    tier: apiKey.tier,
  };
}
