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

export async function addMemberAction(input: unknown): Promise<ActionResult<MemberView>> {
  const result = await runAction(addSchema, input, (actor, { space, ...member }) =>
    addMember(actor, space, member),
  );
  renewIf(result, ['forbidden', 'already_member']);
  return result;
}

export async function changeRoleAction(input: unknown): Promise<ActionResult<MemberView>> {
  const result = await runAction(changeSchema, input, (actor, { space, userId, role }) =>
    changeRole(actor, space, userId, { role }),
  );
  renewIf(result, ['forbidden', 'last_admin', 'not_found']);
  return result;
}

/** Leaving is left to the browser to follow up: the page it is on may no longer be there for it. */
export async function removeMemberAction(input: unknown): Promise<ActionResult<{ hasLeft: boolean }>> {
  const result = await runAction(memberSchema, input, async (actor, { space, userId }) => {
    await removeMember(actor, space, userId);
    return { hasLeft: actor.userId === userId };
  });
  if (!result.ok || !result.data.hasLeft) renewIf(result, ['forbidden', 'last_admin', 'not_found']);
  return result;
}

/** Also after what tells that the page shows what is no longer so. The dialog, and what is in it, stays. */
function renewIf(result: ActionResult<unknown>, outOfDate: ErrorCode[]): void {
  if (result.ok || outOfDate.includes(result.error.code)) revalidatePath('/', 'layout');
}
