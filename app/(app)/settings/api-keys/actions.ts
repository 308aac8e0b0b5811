'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { createApiKey, renameApiKey, revokeApiKey } from '@/lib/api-keys/api-keys';
import { rotateApiKey } from '@/lib/api-keys/rotation/rotation';
import {
  type ApiKeyView,
  type CreatedApiKey,
  createApiKeySchema,
  type RotatedApiKey,
  renameApiKeySchema,
  rotateApiKeySchema,
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

export async function rotateApiKeyAction(input: unknown): Promise<ActionResult<RotatedApiKey>> {
  const schema = rotateApiKeySchema.extend({ ...idSchema.shape, idempotencyKey: z.string() });
  const result = await runAction(schema, input, (actor, { id, idempotencyKey, ...wanted }) =>
    rotateApiKey(actor, id, wanted, { idempotencyKey }),
  );
  if (isListOutOfDate(result)) revalidatePath(API_KEYS_PATH);
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
 * Also when the key was gone or replaced already. Not when the session has ended: the page,
 * made anew, would be the sign-in page, and what was typed into it lost.
 */
function isListOutOfDate(result: ActionResult<unknown>): boolean {
  return result.ok || ['not_found', 'already_replaced', 'key_expired'].includes(result.error.code);
}
