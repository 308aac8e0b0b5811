'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { checkPath, checksPath } from '@/components/space-paths';
import {
  archiveCheck,
  compiledSql,
  createCheck,
  previewCheck,
  restoreCheck,
  updateCheck,
} from '@/lib/checks/checks';
import type {
  CheckView,
  CreateCheckInput,
  Outcome,
  PreviewInput,
  UpdateCheckInput,
} from '@/lib/checks/schema';
import type { ActionResult } from '@/lib/errors/action-result';
import { triggerCheck } from '@/lib/executions/executions';
import type { ExecutionView } from '@/lib/executions/schema';
import { runAction } from '@/lib/http/action';
import { namingFields } from './_lib/naming-fields';

const refSchema = z.strictObject({ space: z.string(), slug: z.string() });
/** The rest is for the domain to judge. */
const inSpaceSchema = z.strictObject({ space: z.string(), input: z.unknown() });
const toCheckSchema = refSchema.extend({ input: z.unknown() });

export async function createCheckAction(input: unknown): Promise<ActionResult<CheckView>> {
  const result = await runAction(inSpaceSchema, input, (actor, { space, input }) =>
    namingFields(createCheck(actor, space, input as CreateCheckInput)),
  );
  if (result.ok) revalidatePath(checksPath(result.data.space));
  return result;
}

export async function updateCheckAction(input: unknown): Promise<ActionResult<CheckView>> {
  const result = await runAction(toCheckSchema, input, (actor, { input, ...ref }) =>
    namingFields(updateCheck(actor, ref, input as UpdateCheckInput)),
  );
  if (result.ok) revalidateCheck(result.data);
  return result;
}

export async function archiveCheckAction(input: unknown): Promise<ActionResult<CheckView>> {
  const result = await runAction(refSchema, input, archiveCheck);
  if (result.ok) revalidateCheck(result.data);
  return result;
}

export async function restoreCheckAction(input: unknown): Promise<ActionResult<CheckView>> {
  const result = await runAction(refSchema, input, restoreCheck);
  if (result.ok) revalidateCheck(result.data);
  return result;
}

export async function triggerCheckAction(input: unknown): Promise<ActionResult<ExecutionView>> {
  const result = await runAction(refSchema, input, (actor, ref) => triggerCheck(actor, ref));
  if (result.ok) revalidatePath(checkPath(result.data.space, result.data.checkSlug));
  return result;
}

export type TimedOutcome = Outcome & { durationMs: number };

export async function previewCheckAction(input: unknown): Promise<ActionResult<TimedOutcome>> {
  return runAction(inSpaceSchema, input, async (actor, { space, input }) => {
    const start = performance.now();
    const outcome = await namingFields(previewCheck(actor, space, input as PreviewInput));
    return { ...outcome, durationMs: performance.now() - start };
  });
}

export async function compiledSqlAction(input: unknown): Promise<ActionResult<string | null>> {
  return runAction(inSpaceSchema, input, (actor, { space, input }) =>
    namingFields(compiledSql(actor, space, input as PreviewInput)),
  );
}

function revalidateCheck({ space, slug }: CheckView): void {
  revalidatePath(checksPath(space));
  revalidatePath(checkPath(space, slug));
}
