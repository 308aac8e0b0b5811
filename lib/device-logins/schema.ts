import { z } from 'zod';
import { apiKeyNameSchema, createApiKeySchema } from '../api-keys/schema';
import { isOneLine, isVisible } from '../plain-text';

/** The one client there is; it is public, so its name proves nothing. */
export const CLIENT_ID = 'qarion-cli';
export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
/** How long a code can be approved and exchanged. */
export const LIFETIME_SECONDS = 600;
/** How long a device has to wait between two questions. */
export const INTERVAL_SECONDS = 5;

const DEVICE_NAME_MAX_LENGTH = 100;

/** What a device calls itself, usually its host name. */
export const deviceNameSchema = z
  .string()
  .trim()
  .normalize('NFC')
  .max(DEVICE_NAME_MAX_LENGTH, `device_name may have at most ${DEVICE_NAME_MAX_LENGTH} characters.`)
  .refine((name) => isOneLine(name) && isVisible(name), 'device_name may hold visible characters only.')
  // Whatever a key's name may not hold, such as a key.
  .refine(
    (name) => name === '' || apiKeyNameSchema.safeParse(name).success,
    'device_name cannot be used as a name.',
  );

export const approveSchema = z.strictObject({
  userCode: z.string({ error: 'Enter the code.' }),
  name: apiKeyNameSchema,
  expiresInDays: createApiKeySchema.shape.expiresInDays,
});
export type ApproveInput = z.input<typeof approveSchema>;

export const userCodeSchema = z.strictObject({ userCode: z.string({ error: 'Enter the code.' }) });

export type DeviceLoginState = 'pending' | 'approved' | 'denied' | 'used';

/** What a device is told when it asks to be signed in. The device code is in this one answer. */
export type DeviceCodes = {
  deviceCode: string;
  userCode: string;
  verificationUri: string;
  verificationUriComplete: string;
};

/** A device that waits, as the person who decides sees it. */
export type WaitingDevice = {
  /** With its hyphen, as the device shows it. */
  userCode: string;
  /** What it calls itself; null when it did not say. */
  deviceName: string | null;
  /** Where the request came from, as the server knows it. */
  address: string | null;
  /** Whether that is where the person is, too. */
  isFromSameNetwork: boolean;
  createdAt: Date;
  expiresAt: Date;
  /** What the key would be called. */
  suggestedName: string;
  /** How many active keys one may have, when the person has so many already; else null. */
  keyLimitReached: number | null;
};

/** What has become of a login that a person decided. */
export type DecidedLogin = {
  id: string;
  state: DeviceLoginState;
  deviceName: string | null;
  keyName: string | null;
  expiresAt: Date;
};
