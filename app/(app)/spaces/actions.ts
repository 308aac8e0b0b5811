'use server';

import { revalidatePath } from 'next/cache';
import type { ActionResult } from '@/lib/errors/action-result';
import { runAction } from '@/lib/http/action';
import { createSpaceSchema, type SpaceView } from '@/lib/spaces/schema';
import { createSpace } from '@/lib/spaces/spaces';

export async function createSpaceAction(input: unknown): Promise<ActionResult<SpaceView>> {
  const result = await runAction(createSpaceSchema, input, createSpace);
  // The shell lists the spaces on every page.
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}
