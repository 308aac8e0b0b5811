import { z } from 'zod';
import { apiKeyJsonSchema } from '../api-keys/json';
import type { CreatedApiKey } from '../api-keys/schema';
import { CLIENT_ID, DEVICE_CODE_GRANT, type DeviceCodes, INTERVAL_SECONDS, LIFETIME_SECONDS } from './schema';

/** Device login as RFC 8628 speaks of it. Values that are wrong have answers of their own, so any text is read. */

const clientId = z.string().meta({ enum: [CLIENT_ID], description: 'The program that asks.' });

export const deviceCodeFormSchema = z
  .object({
    client_id: clientId,
    device_name: z.string().optional().meta({
      description: 'What the device is called, such as its host name; shown to whoever approves.',
      maxLength: 100,
      example: 'nb-7',
    }),
  })
  .meta({ id: 'DeviceCodeRequest' });

export const deviceCodesJsonSchema = z
  .object({
    device_code: z.string().meta({ description: 'For the program alone: whoever has it gets the key.' }),
    user_code: z.string().meta({ description: 'To be shown to the person.', example: 'BCDF-GHJK' }),
    verification_uri: z.string().meta({ description: 'Where the person enters the code.' }),
    verification_uri_complete: z.string().meta({ description: 'The same with the code in it.' }),
    expires_in: z.int().meta({ description: 'Seconds until the codes are worth nothing.' }),
    interval: z.int().meta({ description: 'Seconds to wait between two questions for the key.' }),
  })
  .meta({ id: 'DeviceCodes' });

export function toDeviceCodesJson(codes: DeviceCodes): z.input<typeof deviceCodesJsonSchema> {
  return {
    device_code: codes.deviceCode,
    user_code: codes.userCode,
    verification_uri: codes.verificationUri,
    verification_uri_complete: codes.verificationUriComplete,
    expires_in: LIFETIME_SECONDS,
    interval: INTERVAL_SECONDS,
  };
}

export const deviceTokenFormSchema = z
  .object({
    grant_type: z.string().meta({ enum: [DEVICE_CODE_GRANT] }),
    device_code: z.string(),
    client_id: clientId,
  })
  .meta({ id: 'DeviceTokenRequest' });

export const deviceTokenJsonSchema = z
  .object({
    access_token: z.string().meta({
      description: 'The secret of the new API key. It is in this one answer and can never be read again.',
    }),
    token_type: z.literal('Bearer'),
    expires_in: z
      .int()
      .optional()
      .meta({ description: 'Seconds until the key expires; absent when it never does.' }),
    api_key: apiKeyJsonSchema.pick({ id: true, name: true, key_prefix: true, expires_at: true }),
  })
  .meta({ id: 'DeviceToken' });

export function toDeviceTokenJson({ apiKey, secret }: CreatedApiKey): z.input<typeof deviceTokenJsonSchema> {
  const { id, name, keyPrefix, createdAt, expiresAt } = apiKey;
  return {
    access_token: secret,
    token_type: 'Bearer',
    ...(expiresAt && { expires_in: Math.round((expiresAt.getTime() - createdAt.getTime()) / 1000) }),
    api_key: { id, name, key_prefix: keyPrefix, expires_at: expiresAt?.toISOString() ?? null },
  };
}
