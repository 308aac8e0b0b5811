import 'server-only';
import { z } from 'zod';
import type { Actor } from '../../actor';
import { AppError } from '../../errors/app-error';
import { validate } from '../../validate';
import {
  type FindKeysInput,
  findKeysSchema,
  type OwnedApiKeyView,
  type SetTierInput,
  setTierSchema,
} from '../schema';
import * as store from './store';

/** What superadmins may do with everybody's keys: see which there are, and set how much they may ask for. */

/** More would be looked through by nobody; a longer piece of the address finds the rest. */
export const KEYS_SHOWN = 100;

/**
 * Unrevoked keys, newest first, at most `KEYS_SHOWN`: of the owners whose e-mail
 * address has this text in it; without one, those above the lowest tier.
 *
 * @throws AppError `forbidden` or `insufficient_scope` for all but superadmins.
 */
export async function listKeysOfAll(actor: Actor, input: FindKeysInput = {}): Promise<OwnedApiKeyView[]> {
  requireSuperadmin(actor);
  const { owner } = validate(findKeysSchema, input);
  return store.findKeysOfAll(owner, KEYS_SHOWN, new Date());
}

/** Holds from the key's next request on. @throws AppError `not_found`, and as above. */
export async function setKeyTier(actor: Actor, id: string, input: SetTierInput): Promise<OwnedApiKeyView> {
  requireSuperadmin(actor);
  const { tier } = validate(setTierSchema, input);
  const apiKey = z.guid().safeParse(id).success ? await store.updateTier(id, tier, new Date()) : null;
  if (!apiKey) throw new AppError('not_found', { detail: 'There is no such API key, or it was deleted.' });
  return apiKey;
}

function requireSuperadmin(actor: Actor): void {
  if (actor.isSuperadmin) return;
  throw new AppError(actor.via.door === 'api_key' ? 'insufficient_scope' : 'forbidden', {
    detail: 'Only a superadmin may see and change the tiers of API keys.',
  });
}
