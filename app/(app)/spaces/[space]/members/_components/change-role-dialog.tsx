'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/form-error';
import { ROLE_WORDS } from '@/components/space-roles';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { MemberView } from '@/lib/spaces/schema';
import { changeRoleAction } from '../actions';
import { LastAdminNotice } from './last-admin-notice';
import type { MemberDialogProps } from './member-dialog-props';
import { memberName } from './member-name';
import { RoleField } from './role-field';

export function ChangeRoleDialog(props: MemberDialogProps) {
  const { isOpen, close, returnFocus, space, actorId, adminCount, member } = props;
  const [role, setRole] = useState(member.role);
  const { run, isPending, fieldErrors, formError } = useAction<MemberView>();
  const toast = useToast();
  const isSelf = member.userId === actorId;
  const isLastAdmin = member.role === 'admin' && adminCount === 1;
  const givesUpAdmin = isSelf && member.role === 'admin' && role !== 'admin' && space.rank !== 'superadmin';

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run(
      () => changeRoleAction({ space: space.slug, userId: member.userId, role }),
      (changed) => {
        const { name } = ROLE_WORDS[changed.role];
        toast('Role changed', {
          description: `${memberName(changed)} is ${name.toLowerCase()} from now on.`,
        });
        close();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={isSelf ? 'Change your role' : `Change the role of ${memberName(member)}`}
      description={`It holds from the next request on, in the browser and for every API key ${isSelf ? 'you' : 'they'} have.`}
      size="small"
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-5 space-y-4">
        <FormError failure={formError} />
        <RoleField value={role} onChange={setRole} error={fieldErrors.role} />
        {isLastAdmin && role !== 'admin' && <LastAdminNotice isSelf={isSelf} />}
        {givesUpAdmin && !isLastAdmin && (
          <Notice tone="warn">
            You will no longer be able to change members. Only another admin can give you the role back.
          </Notice>
        )}
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {isPending ? 'Saving…' : 'Save role'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
