'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { ActionResult } from '@/lib/errors/action-result';
import type { ErrorCode } from '@/lib/errors/codes';
import { runAction } from '@/lib/http/action';
import { createSourceSchema, type SourceView } from '@/lib/sources/schema';
import { addSource, removeSource } from '@/lib/sources/sources';

const addSchema = z.strictObject({ space: z.string(), source: createSourceSchema });
const removeSchema = z.strictObject({ space: z.string(), name: z.string() });

export async function addSourceAction(input: unknown): Promise<ActionResult<SourceView>> {
  const result = await runAction(addSchema, input, (actor, { space, source }) =>
    addSource(actor, space, source),
  );
  renewIf(result, ['forbidden', 'name_taken']);
  return result;
}

export async function removeSourceAction(input: unknown): Promise<ActionResult<void>> {
  const result = await runAction(removeSchema, input, (actor, { space, name }) =>
    removeSource(actor, space, name),
  );
  renewIf(result, ['forbidden', 'not_found', 'source_in_use']);
  return result;
}

/** Also after what tells that the page shows what is no longer so. The dialog, and what is in it, stays. */
function renewIf(result: ActionResult<unknown>, outOfDate: ErrorCode[]): void {
  if (result.ok || outOfDate.includes(result.error.code)) revalidatePath('/', 'layout');
}
