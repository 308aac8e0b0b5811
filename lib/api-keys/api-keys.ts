import 'server-only';
import { z } from 'zod';
import type { Actor, ApiKeyActor } from '../actor';
import { env } from '../env';
import { AppError } from '../errors/app-error';
import { validate } from '../validate';
import {
  type ApiKeyView,
  type CreateApiKeyInput,
  type CreatedApiKey,
  createApiKeySchema,
  type RenameApiKeyInput,
  renameApiKeySchema,
  type UsedApiKeyView,
} from './schema';
import * as store from './store';
import { displayPrefix, generateSecret, hashSecret } from './token';
import { countRecentRequests } from './usage/store';

/** What a person, or their key, may do with their own keys. Nobody reaches another's. */

const DAY_MS = 24 * 60 * 60 * 1000;

/** The actor's keys that are not revoked, newest first; expired ones are among them. */
export async function listApiKeys(actor: Actor): Promise<ApiKeyView[]> {
  return store.findApiKeys(actor.userId, new Date());
}

/** The same, each with how much it was used lately: about, because the last seconds may not be counted yet. */
export async function listApiKeysWithUse(actor: Actor): Promise<UsedApiKeyView[]> {
  const [keys, counts] = await Promise.all([listApiKeys(actor), countRecentRequests(actor.userId)]);
  return keys.map((key) => ({ ...key, recentRequests: counts.get(key.id) ?? 0 }));
}

/** @throws AppError `not_found` when the key is not the actor's, or is revoked. */
export async function getApiKey(actor: Actor, id: string): Promise<ApiKeyView> {
  const apiKey = isUuid(id) && (await store.findApiKey(actor.userId, id, new Date()));
  if (!apiKey) throw notFound();
  return apiKey;
}

/** The key that a request came with. @throws AppError `revoked` when it was deleted since it was let in. */
export async function getOwnApiKey(actor: ApiKeyActor): Promise<ApiKeyView> {
  const apiKey = await store.findApiKey(actor.userId, actor.via.key.id, new Date());
  if (apiKey) return apiKey;
  throw new AppError('revoked', { detail: 'This API key was deleted while it was used. Use another key.' });
}

/**
 * Makes a key for the actor. The secret is in this one answer and nowhere else.
 *
 * @throws AppError `insufficient_scope` when the actor is a key without that
 *   right, `name_taken`, `too_many_keys`.
 */
export async function createApiKey(actor: Actor, input: CreateApiKeyInput): Promise<CreatedApiKey> {
  if (actor.via.door === 'api_key' && !actor.via.key.canCreateKeys) {
    throw new AppError('insufficient_scope', {
      detail:
        'This API key may not create other keys. Create the key in Settings > API keys, or use a key that was given this right when it was created.',
    });
  }
  const { name, expiresInDays, canCreateKeys } = validate(createApiKeySchema, input);
  const now = new Date();
  const secret = generateSecret();
  const limit = env().QARION_MAX_KEYS_PER_USER;
  const result = await store.insertApiKey(
    {
      userId: actor.userId,
      name,
      keyPrefix: displayPrefix(secret),
      keyHash: hashSecret(secret),
      canCreateKeys,
      createdAt: now,
      expiresAt: expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS),
    },
    limit,
  );
  if (result === 'name_taken') throw nameTaken(name);
  if (result === 'too_many_keys') {
    throw new AppError('too_many_keys', {
      detail: `You have ${limit} active API keys, which is the most one person may have. Delete one you no longer use, then create this one.`,
    });
  }
  return { apiKey: result, secret };
}

/** How many active keys one person may have, when the actor has so many already; else null. */
export async function reachedKeyLimit(actor: Actor): Promise<number | null> {
  const limit = env().QARION_MAX_KEYS_PER_USER;
  return (await store.countActiveKeys(actor.userId, new Date())) >= limit ? limit : null;
}

/** @throws AppError `not_found`, `name_taken`. */
export async function renameApiKey(actor: Actor, id: string, input: RenameApiKeyInput): Promise<ApiKeyView> {
  const { name } = validate(renameApiKeySchema, input);
  const result = isUuid(id) ? await store.updateApiKeyName(actor.userId, id, name, new Date()) : 'not_found';
  if (result === 'not_found') throw notFound();
  if (result === 'name_taken') throw nameTaken(name);
  return result;
}

/**
 * Revokes a key at once and for ever: once this has returned, no request with
 * it is accepted by any process. The row stays, with who, when and why.
 *
 * @throws AppError `not_found` when the key is not the actor's, or was revoked before.
 */
export async function revokeApiKey(actor: Actor, id: string): Promise<void> {
  const revoked =
    isUuid(id) &&
    (await store.markRevoked(actor.userId, id, {
      revokedAt: new Date(),
      revokedById: actor.userId,
      revokedReason: revocationReason(actor),
    }));
  if (!revoked) throw notFound();
}

function revocationReason({ via }: Actor): string {
  switch (via.door) {
    case 'session':
      return 'deleted by its owner in Settings';
    case 'api_key':
      return `deleted over the API with key ${via.key.id}`;
    case 'operator':
      return 'deleted by an operator';
  }
}

function isUuid(id: string): boolean {
  return z.guid().safeParse(id).success;
}

function notFound(): AppError {
  return new AppError('not_found', { detail: 'There is no such API key among yours, or it was deleted.' });
}

function nameTaken(name: string): AppError {
  const detail = `You already have an API key named “${name}”. Choose another name, or delete that key first.`;
  return new AppError('name_taken', {
    detail,
    fields: [{ loc: ['name'], msg: detail, type: 'name_taken' }],
  });
}
