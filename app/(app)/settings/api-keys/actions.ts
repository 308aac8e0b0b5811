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
  // Also when it failed: then the list on the page is likely out of date.
  revalidatePath(API_KEYS_PATH);
  return result;
}

export async function revokeApiKeyAction(input: unknown): Promise<ActionResult<void>> {
  const result = await runAction(idSchema, input, (actor, { id }) => revokeApiKey(actor, id));
  revalidatePath(API_KEYS_PATH);
  return result;
}
