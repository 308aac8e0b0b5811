import 'server-only';
import type { ApiKeyView } from '../api-keys/schema';
import { insertApiKeyIn, type NewApiKeyRow } from '../api-keys/store';
import { db, isUniqueViolation } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { DecidedLogin, DeviceLoginState } from './schema';

/** Everything the database is asked about device logins. */

export type NewDeviceLogin = {
  deviceCodeHash: Uint8Array<ArrayBuffer>;
  userCode: string;
  deviceName: string | null;
  address: string | null;
  createdAt: Date;
  expiresAt: Date;
  intervalSeconds: number;
};

/** False when the user code is in use, which is as good as never. */
export async function insertDeviceLogin(row: NewDeviceLogin): Promise<boolean> {
  try {
    await db().deviceLogin.create({ data: row, select: { id: true } });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/** What has been over for so long is of no use to anybody. */
export async function deleteDeviceLogins(expiredBefore: Date): Promise<void> {
  await db().deviceLogin.deleteMany({ where: { expiresAt: { lt: expiredBefore } } });
}

const waiting = (userCode: string, now: Date) =>
  ({ userCode, state: 'pending', expiresAt: { gt: now } }) satisfies Prisma.DeviceLoginWhereInput;

const waitingSelect = { deviceName: true, address: true, createdAt: true, expiresAt: true } as const;
type Waiting = Prisma.DeviceLoginGetPayload<{ select: typeof waitingSelect }>;

export function findWaiting(userCode: string, now: Date): Promise<Waiting | null> {
  return db().deviceLogin.findFirst({ where: waiting(userCode, now), select: waitingSelect });
}

const decidedSelect = { id: true, state: true, deviceName: true, keyName: true, expiresAt: true } as const;

export type Decision =
  | { state: 'approved'; userId: string; keyName: string; keyExpiresInDays: number | null }
  | { state: 'denied'; userId: string };

/** Null when nothing waits under this code, or not any more: one decision counts. */
export async function decide(userCode: string, now: Date, decision: Decision): Promise<DecidedLogin | null> {
  const [row] = await db().deviceLogin.updateManyAndReturn({
    where: waiting(userCode, now),
    data: decision,
    select: decidedSelect,
  });
  return row ?? null;
}

/** One that this person decided. */
export function findDecided(userId: string, id: string): Promise<DecidedLogin | null> {
  return db().deviceLogin.findFirst({
    where: { id, userId },
    select: decidedSelect,
  });
}

type Polled = { state: DeviceLoginState; expiresAt: Date; isTooFast: boolean };

/**
 * Notes that a device asked, and whether it did too soon after the last time:
 * then it has to wait five seconds longer from now on. Null when no login has
 * this code.
 */
export async function notePoll(
  deviceCodeHash: Uint8Array<ArrayBuffer>,
  now: Date,
  toleranceMs: number,
): Promise<Polled | null> {
  // One statement, so that of two questions at once the later one sees the other.
  const [row] = await db().$queryRaw<Polled[]>`
    WITH asked AS (
      SELECT id, state = 'pending' AND polled_at IS NOT NULL
                 AND ${now} < polled_at + interval_seconds * interval '1 second'
                                        - ${toleranceMs}::int * interval '1 millisecond' AS too_fast
        FROM device_logins WHERE device_code_hash = ${deviceCodeHash} FOR UPDATE
    )
    UPDATE device_logins d
       SET polled_at = ${now},
           interval_seconds = interval_seconds + CASE WHEN asked.too_fast THEN 5 ELSE 0 END
      FROM asked
     WHERE d.id = asked.id
    RETURNING d.state::text AS state, d.expires_at AS "expiresAt", asked.too_fast AS "isTooFast"`;
  return row ?? null;
}

type Approved = {
  id: string;
  userId: string;
  keyName: string;
  keyExpiresInDays: number | null;
  isDeactivated: boolean;
};

/** A name can be given elsewhere between looking and writing; then everything is looked at again. */
const TRIES = 3;

/**
 * Exchanges an approved code for a key, once: the key is made and the code used
 * up, or neither. Null when the code is not approved, or not any more.
 *
 * @param make The key's row, given who approved and the names of their keys.
 */
export async function exchange(
  deviceCodeHash: Uint8Array<ArrayBuffer>,
  now: Date,
  limit: number,
  make: (login: Omit<Approved, 'isDeactivated'>, takenNames: string[]) => NewApiKeyRow,
): Promise<ApiKeyView | 'deactivated' | 'too_many_keys' | null> {
  for (let tries = 1; ; tries++) {
    try {
      return await db().$transaction(async (tx) => {
        // Locked, so that of two questions at once the later one finds it used.
        const [login] = await tx.$queryRaw<Approved[]>`
          SELECT d.id, d.user_id AS "userId", d.key_name AS "keyName",
                 d.key_expires_in_days AS "keyExpiresInDays", u.deactivated_at IS NOT NULL AS "isDeactivated"
            FROM device_logins d JOIN users u ON u.id = d.user_id
           WHERE d.device_code_hash = ${deviceCodeHash} AND d.state = 'approved' AND d.expires_at > ${now}
             FOR UPDATE OF d`;
        if (!login) return null;
        const { isDeactivated, ...approved } = login;
        if (isDeactivated) return 'deactivated';
        const named = await tx.apiKey.findMany({
          where: { userId: login.userId, revokedAt: null },
          select: { name: true },
        });
        const row = make(
          approved,
          named.map(({ name }) => name),
        );
        const apiKey = await insertApiKeyIn(tx, row, limit);
        if (apiKey === 'too_many_keys') return apiKey;
        await tx.deviceLogin.update({
          where: { id: login.id, userId: login.userId },
          data: { state: 'used', keyName: apiKey.name },
          select: { id: true },
        });
        return apiKey;
      });
    } catch (error) {
      if (!isUniqueViolation(error) || tries === TRIES) throw error;
    }
  }
}
