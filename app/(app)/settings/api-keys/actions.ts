'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { createApiKey, renameApiKey, revokeApiKey } from '@/lib/api-keys/api-keys';
import {
  type ApiKeyView,
  type CreatedApiKey,
  createApiKeySchema,
  renameApiKeySchema,
} from '@/lib/api-keys/schema';
import type { ActionResult } from '@/lib/errors/action-result';
import { runAction } from '@/lib/http/action';
import { API_KEYS_PATH } from './_lib/list-query';

const idSchema = z.strictObject({ id: z.string() });

export async function createApiKeyAction(input: unknown): Promise<ActionResult<CreatedApiKey>> {
  const result = await runAction(createApiKeySchema, input, createApiKey);
  if (result.ok) revalidatePath(API_KEYS_PATH);
  return result;
}

export async function renameApiKeyAction(input: unknown): Promise<ActionResult<ApiKeyView>> {
  const schema = renameApiKeySchema.extend(idSchema.shape);
  const result = await runAction(schema, input, (actor, { id, name }) => renameApiKey(actor, id, { name }));
  if (isListOutOfDate(result)) revalidatePath(API_KEYS_PATH);
  return result;
}

export async function revokeApiKeyAction(input: unknown): Promise<ActionResult<void>> {
  const result = await runAction(idSchema, input, (actor, { id }) => revokeApiKey(actor, id));
  if (isListOutOfDate(result)) revalidatePath(API_KEYS_PATH);
  return result;
}

/**
 * Also when the key was gone already. Not when the session has ended: the page,
 * made anew, would be the sign-in page, and what was typed into it lost.
 */
function isListOutOfDate(result: ActionResult<unknown>): boolean {
  return result.ok || result.error.code === 'not_found';
}
