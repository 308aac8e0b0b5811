import { z } from 'zod';
import { isOneLine, isVisible } from '../plain-text';
import { TIERS, type Tier } from '../tiers';
import { API_KEY_MAX_EXPIRY_DAYS, API_KEY_NAME_MAX_LENGTH } from './limits';

/** Most of a key: somebody pasted the secret where the name belongs. */
const KEY_SHAPED = /qarion_live_sk_[0-9A-Za-z]{20}/;

/** 1-100 characters after trimming, all of them visible: a name must tell keys apart. */
export const apiKeyNameSchema = z
  .string({ error: 'Enter a name.' })
  .trim()
  .normalize('NFC')
  .min(1, 'Enter a name.')
  .max(API_KEY_NAME_MAX_LENGTH, `Use at most ${API_KEY_NAME_MAX_LENGTH} characters.`)
  .refine(isOneLine, 'Use no line breaks or control characters.')
  .refine(isVisible, 'Use no invisible characters.')
  .refine((name) => !KEY_SHAPED.test(name), 'That is an API key. Enter a name that says where it is used.');

/** Whole days from now, 1-3650; `null` means the key never expires. */
export const expiresInDaysSchema = z
  .number({ error: 'Enter a number of days.' })
  .int('Enter a whole number of days.')
  .min(1, 'A key must last at least one day.')
  .max(API_KEY_MAX_EXPIRY_DAYS, `A key may last at most ${API_KEY_MAX_EXPIRY_DAYS} days.`);

export const createApiKeySchema = z.strictObject({
  name: apiKeyNameSchema,
  expiresInDays: expiresInDaysSchema.nullable().default(null),
  canCreateKeys: z.boolean().default(false),
});
export type CreateApiKeyInput = z.input<typeof createApiKeySchema>;

export const renameApiKeySchema = z.strictObject({ name: apiKeyNameSchema });
export type RenameApiKeyInput = z.input<typeof renameApiKeySchema>;

export const MAX_OVERLAP_HOURS = 7 * 24;

export const rotateApiKeySchema = z.strictObject({
  /** How long the old key goes on working beside the new one. */
  overlapHours: z
    .number({ error: 'Enter a number of hours.' })
    .int('Enter a whole number of hours.')
    .min(0, 'The overlap cannot be negative.')
    .max(MAX_OVERLAP_HOURS, `The old key may go on working for at most ${MAX_OVERLAP_HOURS} hours.`)
    .default(24),
  /** Left out, the new key lasts as long as the old one was given. */
  expiresInDays: expiresInDaysSchema.nullable().optional(),
});
export type RotateApiKeyInput = z.input<typeof rotateApiKeySchema>;

export const setTierSchema = z.strictObject({
  tier: z.enum(TIERS, { error: `Choose ${TIERS.slice(0, -1).join(', ')} or ${TIERS.at(-1)}.` }),
});
export type SetTierInput = z.input<typeof setTierSchema>;

export const findKeysSchema = z.strictObject({
  /** A piece of the owner's e-mail address, which is always in lower case. */
  owner: z
    .string()
    .trim()
    .toLowerCase()
    .max(254, 'No e-mail address is longer than 254 characters.')
    .refine(isOneLine, 'Use no control characters.')
    .default(''),
});
export type FindKeysInput = z.input<typeof findKeysSchema>;

/** A key as its owner may see it. There is no field that could hold the secret or its hash. */
export type ApiKeyView = {
  id: string;
  name: string;
  /** The first 19 characters of the secret. */
  keyPrefix: string;
  /** False once it has expired; revoked keys are not shown at all. */
  isActive: boolean;
  canCreateKeys: boolean;
  tier: Tier;
  createdAt: Date;
  expiresAt: Date | null;
  /** Exact for the first use, then to within a minute. */
  lastUsedAt: Date | null;
  lastUsedAddress: string | null;
  lastUsedAgent: string | null;
  /** The key that took over from this one, unless that was deleted. */
  replacedBy: { id: string; name: string; createdAt: Date } | null;
};

/** A key with how many requests it was let in with during the last seven days, today among them. */
export type UsedApiKeyView = ApiKeyView & { recentRequests: number };

/** A key as superadmins see it. */
export type OwnedApiKeyView = ApiKeyView & {
  owner: { id: string; email: string; firstName: string; lastName: string };
};

/** The only answer that ever carries a secret, given once, to the creator. */
export type CreatedApiKey = { apiKey: ApiKeyView; secret: string };

/** The same for a rotation, with the old key as it is now. */
export type RotatedApiKey = CreatedApiKey & { replaces: ApiKeyView };
