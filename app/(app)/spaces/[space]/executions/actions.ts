'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { checkPath, executionPath } from '@/components/space-paths';
import type { ActionResult } from '@/lib/errors/action-result';
import { ignoreExecution } from '@/lib/executions/executions';
import { type ExecutionView, ignoreSchema } from '@/lib/executions/schema';
import { runAction } from '@/lib/http/action';

const ignoreInputSchema = ignoreSchema.extend({ id: z.string() });

export async function ignoreExecutionAction(input: unknown): Promise<ActionResult<ExecutionView>> {
  const result = await runAction(ignoreInputSchema, input, (actor, { id, isIgnored }) =>
    ignoreExecution(actor, id, { isIgnored }),
  );
  if (result.ok) {
    const { space, checkSlug, id } = result.data;
    revalidatePath(executionPath(space, id));
    revalidatePath(checkPath(space, checkSlug));
  }
  return result;
}
