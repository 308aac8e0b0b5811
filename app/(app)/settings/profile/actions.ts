'use server';

import { revalidatePath } from 'next/cache';
import { changePasswordHere } from '@/lib/auth/change-password';
import type { ActionResult } from '@/lib/errors/action-result';
import { runAction } from '@/lib/http/action';
import { changePasswordSchema, profileSchema } from '@/lib/users/schema';
import { updateProfile } from '@/lib/users/users';

export async function updateProfileAction(input: unknown): Promise<ActionResult<void>> {
  const result = await runAction(profileSchema, input, updateProfile);
  // The shell shows the name on every page.
  if (result.ok) revalidatePath('/', 'layout');
  return result;
}

export async function changePasswordAction(input: unknown): Promise<ActionResult<void>> {
  return runAction(changePasswordSchema, input, changePasswordHere);
}
