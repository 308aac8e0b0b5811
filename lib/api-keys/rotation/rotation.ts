import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../actor';
import { env } from '../../env';
import { AppError } from '../../errors/app-error';
import { idempotencyKeySchema } from '../../idempotency-key';
import { validate } from '../../validate';
import { originalName, replacedName, uniqueName } from '../names';
import { type RotateApiKeyInput, type RotatedApiKey, rotateApiKeySchema } from '../schema';
import { displayPrefix, generateSecret, hashSecret } from '../token';
import * as store from './store';

/** A key's change of secret without a moment in which none works. See docs/decisions/015. */

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Makes a key that takes over from another: its name, its rights, and as much
 * time. The old one goes on working for the overlap, never past its own end.
 * The secret is in this one answer.
 *
 * Asked again with the same `Idempotency-Key`, because the answer was lost, it
 * makes a key in place of the one nobody got. Whatever is asked again, the old
 * key works through its overlap.
 *
 * @throws AppError `not_found`, `insufficient_scope` when the actor is a key
 *   that may not, `key_expired`, `already_replaced`, `too_many_keys`.
 */
export async function rotateApiKey(
  actor: Actor,
  id: string,
  input: RotateApiKeyInput,
  { idempotencyKey }: { idempotencyKey?: string | undefined } = {},
): Promise<RotatedApiKey> {
  const wanted = validate(rotateApiKeySchema, input);
  const rotationHash =
    idempotencyKey === undefined ? null : hashRequest(validate(idempotencyKeySchema, idempotencyKey), wanted);
  const now = new Date();
  const secret = generateSecret();
  // Rotating adds no key for long, so it is not stopped at the limit; but it is no way around it either.
  const limit = 2 * env().QARION_MAX_KEYS_PER_USER;
  const result = z.guid().safeParse(id).success
    ? await store.replaceApiKey({ userId: actor.userId, id, now, limit }, (old, takenNames) => {
        const isRetry = isSameRequest(old, rotationHash);
        const life = wanted.expiresInDays === undefined ? lifeOf(old) : inMs(wanted.expiresInDays);
        requireRight(actor, old, life);
        if (!isRetry) requireReplaceable(old, now);
        const names = namesFor(old, isRetry, now, takenNames);
        return {
          old: {
            name: names.old,
            expiresAt: earlier(old.expiresAt, new Date(now.getTime() + wanted.overlapHours * HOUR_MS)),
          },
          replacement: {
            userId: actor.userId,
            name: names.replacement,
            keyPrefix: displayPrefix(secret),
            keyHash: hashSecret(secret),
            canCreateKeys: old.canCreateKeys,
            tier: old.tier,
            createdAt: now,
            expiresAt: life === null ? null : new Date(now.getTime() + life),
            rotationHash,
          },
          revokes: isRetry
            ? { revokedAt: now, revokedById: actor.userId, revokedReason: 'never used, and asked for again' }
            : null,
        };
      })
    : 'not_found';
  if (result === 'not_found') {
    throw new AppError('not_found', { detail: 'There is no such API key among yours, or it was deleted.' });
  }
  if (result === 'too_many_keys') {
    throw new AppError('too_many_keys', {
      detail: `You have ${limit} API keys that work, with those that were replaced, which is the most one person may have. Delete replaced keys that nothing uses any more, then rotate this one.`,
    });
  }
  return { ...result, secret };
}

/** Whether this very request made the replacement there is, and nobody has ever used that. */
function isSameRequest({ replacement }: store.OldKey, rotationHash: Uint8Array | null): boolean {
  if (!replacement?.rotationHash || !rotationHash) return false;
  const isUntouched = replacement.revokedAt === null && replacement.lastUsedAt === null;
  return isUntouched && Buffer.compare(replacement.rotationHash, rotationHash) === 0;
}

/** The milliseconds the key was given when it was made, or null for ever. A replaced key's own end has moved. */
function lifeOf(old: store.OldKey): number | null {
  const { createdAt, expiresAt } = old.replacement ?? old;
  return expiresAt && expiresAt.getTime() - createdAt.getTime();
}

function inMs(days: number | null): number | null {
  return days === null ? null : days * DAY_MS;
}

/** A key without the right to create others may rotate itself, and not into one that lives longer. */
function requireRight({ via }: Actor, old: store.OldKey, life: number | null): void {
  if (via.door !== 'api_key' || via.key.canCreateKeys) return;
  if (via.key.id !== old.id) {
    throw new AppError('insufficient_scope', {
      detail:
        'This API key may rotate itself, but no other key. Rotate that one with itself, in Settings > API keys, or with a key that may create keys.',
    });
  }
  const given = lifeOf(old);
  if (given !== null && (life === null || life > given)) {
    throw new AppError('insufficient_scope', {
      detail: `This API key may not give its replacement more time than the ${Math.floor(given / DAY_MS)} days it was given itself. Leave out expires_in_days, or rotate it in Settings > API keys.`,
    });
  }
}

function requireReplaceable({ name, expiresAt, replacement }: store.OldKey, now: Date): void {
  if (replacement?.revokedAt === null) {
    throw new AppError('already_replaced', {
      detail: `“${name}” was already replaced, by “${replacement.name}” (${replacement.keyPrefix}…). Rotate that key, or, if nobody has it, delete it and rotate this one again.`,
    });
  }
  if (expiresAt && expiresAt <= now) {
    throw new AppError('key_expired', {
      detail: `“${name}” expired on ${expiresAt.toISOString()}, so there is nothing to change over from. Create a new key instead.`,
    });
  }
}

/** The new key takes the name over, so that what is written down about it stays true. */
function namesFor(old: store.OldKey, isRetry: boolean, now: Date, taken: string[]) {
  if (!old.replacement) return { old: replacedName(old.name, now, taken), replacement: old.name };
  if (isRetry) return { old: old.name, replacement: old.replacement.name };
  return { old: old.name, replacement: uniqueName(originalName(old.name), taken) };
}

function earlier(end: Date | null, other: Date): Date {
  return end && end < other ? end : other;
}

function hashRequest(key: string, wanted: z.output<typeof rotateApiKeySchema>): Uint8Array<ArrayBuffer> {
  const { overlapHours, expiresInDays } = wanted;
  // Left out is not the same as null, which means never.
  const request = JSON.stringify([key, overlapHours, expiresInDays === undefined ? 'same' : expiresInDays]);
  return new Uint8Array(createHash('sha256').update(request).digest());
}
