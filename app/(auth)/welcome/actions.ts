'use server';

import type { ActionResult } from '@/lib/errors/action-result';
import { runPublicAction } from '@/lib/http/action';
import { newUserSchema } from '@/lib/users/schema';
import { createFirstAccount } from '@/lib/users/users';

export async function createFirstAccountAction(input: unknown): Promise<ActionResult<void>> {
  return runPublicAction(newUserSchema, input, createFirstAccount);
}
