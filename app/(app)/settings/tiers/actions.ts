'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { setKeyTier } from '@/lib/api-keys/administration/administration';
import { type OwnedApiKeyView, setTierSchema } from '@/lib/api-keys/schema';
import type { ActionResult } from '@/lib/errors/action-result';
import { runAction } from '@/lib/http/action';

const inputSchema = setTierSchema.extend({ id: z.string() });

export async function setTierAction(input: unknown): Promise<ActionResult<OwnedApiKeyView>> {
  const result = await runAction(inputSchema, input, (actor, { id, tier }) =>
    setKeyTier(actor, id, { tier }),
  );
  // Also after what tells that the page shows what is no longer so.
  if (result.ok || result.error.code === 'not_found') revalidatePath('/settings', 'layout');
  return result;
}
