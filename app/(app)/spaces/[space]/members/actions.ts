'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { ActionResult } from '@/lib/errors/action-result';
import type { ErrorCode } from '@/lib/errors/codes';
import { runAction } from '@/lib/http/action';
import { addMemberSchema, changeRoleSchema, type MemberView } from '@/lib/spaces/schema';
import { addMember, changeRole, removeMember } from '@/lib/spaces/spaces';

const inSpaceSchema = z.strictObject({ space: z.string() });
const memberSchema = inSpaceSchema.extend({ userId: z.string() });
const addSchema = addMemberSchema.extend(inSpaceSchema.shape);
const changeSchema = changeRoleSchema.extend(memberSchema.shape);

/** What tells that the page shows what is no longer so. The dialog, and what is in it, stays. */
const OUT_OF_DATE: ErrorCode[] = ['forbidden', 'already_member', 'last_admin'];

export async function addMemberAction(input: unknown): Promise<ActionResult<MemberView>> {
  const result = await runAction(addSchema, input, (actor, { space, ...member }) =>
    addMember(actor, space, member),
  );
  if (result.ok || OUT_OF_DATE.includes(result.error.code)) revalidatePath('/', 'layout');
  return result;
}

export async function changeRoleAction(input: unknown): Promise<ActionResult<MemberView>> {
  const result = await runAction(changeSchema, input, (actor, { space, userId, role }) =>
    changeRole(actor, space, userId, { role }),
  );
  if (result.ok || [...OUT_OF_DATE, 'not_found'].includes(result.error.code)) revalidatePath('/', 'layout');
  return result;
}

/** Leaving is left to the browser to follow up: the page it is on may no longer be there for it. */
export async function removeMemberAction(input: unknown): Promise<ActionResult<{ hasLeft: boolean }>> {
  const result = await runAction(memberSchema, input, async (actor, { space, userId }) => {
    await removeMember(actor, space, userId);
    return { hasLeft: actor.userId === userId };
  });
  const isOutOfDate = result.ok
    ? !result.data.hasLeft
    : [...OUT_OF_DATE, 'not_found'].includes(result.error.code);
  if (isOutOfDate) revalidatePath('/', 'layout');
  return result;
}
