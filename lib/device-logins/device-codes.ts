import 'server-only';
import { uniqueName } from '../api-keys/names';
import type { CreatedApiKey } from '../api-keys/schema';
import { displayPrefix, generateSecret, hashSecret } from '../api-keys/token';
import { env } from '../env';
import { AppError } from '../errors/app-error';
import { formatUserCode, generateDeviceCode, generateUserCode, hashDeviceCode } from './codes';
import { countCodeRequest } from './limits';
import {
  CLIENT_ID,
  DEVICE_CODE_GRANT,
  type DeviceCodes,
  deviceNameSchema,
  INTERVAL_SECONDS,
  LIFETIME_SECONDS,
} from './schema';
import * as store from './store';

/**
 * Signing in a program that has no browser (RFC 8628): it asks for two codes,
 * shows the short one, and a person approves that in their browser. What the
 * program gets is an API key of that person. See docs/decisions/016.
 *
 * Nobody is known here: the device code is all that the program has.
 */

const DAY_MS = 24 * 60 * 60 * 1000;
/** A question may come so much early: a device's clock and the network are not exact. */
const POLL_TOLERANCE_MS = 500;
const USER_CODE_TRIES = 5;

type Client = { clientId: string };

/** @throws AppError `invalid_client`, `invalid_request`, `too_many_attempts` */
export async function requestDeviceLogin(
  { clientId, deviceName }: Client & { deviceName?: string | undefined },
  address: string | null,
): Promise<DeviceCodes> {
  requireClient(clientId);
  const name = deviceNameSchema.safeParse(deviceName ?? '');
  if (!name.success) {
    const detail = name.error.issues[0]?.message ?? 'device_name cannot be used.';
    throw new AppError('invalid_request', { detail });
  }
  await countCodeRequest(address);
  const now = new Date();
  await store.deleteDeviceLogins(new Date(now.getTime() - DAY_MS));
  const deviceCode = generateDeviceCode();
  const row = {
    deviceCodeHash: hashDeviceCode(deviceCode),
    deviceName: name.data || null,
    address,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LIFETIME_SECONDS * 1000),
    intervalSeconds: INTERVAL_SECONDS,
  };
  for (let tries = 0; tries < USER_CODE_TRIES; tries++) {
    const userCode = generateUserCode();
    if (await store.insertDeviceLogin({ ...row, userCode })) return codesFor(deviceCode, userCode);
  }
  throw new Error('five codes of 25 billion were all in use');
}

function codesFor(deviceCode: string, code: string): DeviceCodes {
  const userCode = formatUserCode(code);
  const page = new URL('/device', env().NEXTAUTH_URL);
  const verificationUri = page.href;
  page.searchParams.set('user_code', userCode);
  return { deviceCode, userCode, verificationUri, verificationUriComplete: page.href };
}

/**
 * Answers a device that asks whether it was approved, and gives it its key, once.
 *
 * @throws AppError with the codes of RFC 8628, 3.5, and RFC 6749, 5.2.
 */
export async function exchangeDeviceCode(
  input: Client & { grantType: string; deviceCode: string },
): Promise<CreatedApiKey> {
  if (input.grantType !== DEVICE_CODE_GRANT) {
    throw new AppError('unsupported_grant_type', { detail: `grant_type must be ${DEVICE_CODE_GRANT}.` });
  }
  requireClient(input.clientId);
  const now = new Date();
  const hash = hashDeviceCode(input.deviceCode);
  const polled = await store.notePoll(hash, now, POLL_TOLERANCE_MS);
  if (!polled) throw usedOrUnknown();
  switch (polled.state) {
    case 'used':
      throw usedOrUnknown();
    case 'denied':
      throw new AppError('access_denied', { detail: 'The sign-in was denied in the browser.' });
  }
  if (polled.expiresAt <= now) {
    throw new AppError('expired_token', { detail: 'The code has expired. Start again to get another.' });
  }
  if (polled.state === 'approved') return makeKey(hash, now);
  if (polled.isTooFast) {
    throw new AppError('slow_down', {
      detail: 'That was too soon. Wait five seconds longer than before between two questions.',
    });
  }
  throw new AppError('authorization_pending', { detail: 'Nobody has approved the code yet. Ask again.' });
}

async function makeKey(hash: Uint8Array<ArrayBuffer>, now: Date): Promise<CreatedApiKey> {
  const secret = generateSecret();
  const limit = env().QARION_MAX_KEYS_PER_USER;
  const result = await store.exchange(hash, now, limit, ({ userId, keyName, keyExpiresInDays }, taken) => ({
    userId,
    name: uniqueName(keyName, taken),
    keyPrefix: displayPrefix(secret),
    keyHash: hashSecret(secret),
    canCreateKeys: false,
    createdAt: now,
    expiresAt: keyExpiresInDays === null ? null : new Date(now.getTime() + keyExpiresInDays * DAY_MS),
  }));
  if (result === null) throw usedOrUnknown();
  if (result === 'deactivated') {
    throw new AppError('access_denied', { detail: 'The account of whoever approved this is deactivated.' });
  }
  if (result === 'too_many_keys') {
    throw new AppError('access_denied', {
      detail: `Whoever approved this has ${limit} active API keys, which is the most one person may have. Delete one in Settings > API keys, then ask again.`,
    });
  }
  return { apiKey: result, secret };
}

function requireClient(clientId: string): void {
  if (clientId !== CLIENT_ID) {
    throw new AppError('invalid_client', { detail: `client_id must be ${CLIENT_ID}.` });
  }
}

function usedOrUnknown(): AppError {
  return new AppError('invalid_grant', {
    detail: 'There is no such device code, or it was used already. Start again to get another.',
  });
}
