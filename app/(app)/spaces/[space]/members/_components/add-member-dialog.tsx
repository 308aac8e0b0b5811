'use client';

import { type FormEvent, useRef, useState } from 'react';
import { FormError } from '@/components/form-error';
import { ROLE_WORDS } from '@/components/space-roles';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { HostedDialog } from '@/components/use-dialog-host';
import type { MemberView } from '@/lib/spaces/schema';
import { addMemberAction } from '../actions';
import type { MembersPage } from './member-dialog-props';
import { memberName } from './member-name';
import { RoleField } from './role-field';

export function AddMemberDialog({ isOpen, close, returnFocus, space }: HostedDialog & MembersPage) {
  const emailField = useRef<HTMLInputElement>(null);
  const [role, setRole] = useState<MemberView['role']>('viewer');
  const { run, isPending, fieldErrors, formError } = useAction<MemberView>();
  const toast = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = new FormData(event.currentTarget).get('email');
    run(
      () => addMemberAction({ space: space.slug, email, role }),
      (member) => {
        toast(`${memberName(member)} added`, {
          description: `${ROLE_WORDS[member.role].name} of “${space.name}” from now on.`,
        });
        close();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title="Add member"
      description="Somebody who has an account here. Their API keys reach this space at once, with the same role."
      size="small"
      keepOnOutsidePress
      initialFocus={emailField}
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-5 space-y-5">
        <FormError failure={formError} />
        <TextField
          ref={emailField}
          label="E-mail"
          name="email"
          type="email"
          error={fieldErrors.email}
          autoComplete="off"
          spellCheck={false}
        />
        <RoleField value={role} onChange={setRole} error={fieldErrors.role} />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {isPending ? 'Adding…' : 'Add member'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
