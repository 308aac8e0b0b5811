'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useRef } from 'react';
import { FormError } from '@/components/form-error';
import { SPACES_PATH } from '@/components/space-paths';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import { removeMemberAction } from '../actions';
import { focusAfterRemoval } from './focus-after-removal';
import { LastAdminNotice } from './last-admin-notice';
import type { MemberDialogProps } from './member-dialog-props';
import { memberName } from './member-name';

/** Removing somebody, or leaving: what ends, what stays and what can be undone. */
export function RemoveMemberDialog(props: MemberDialogProps) {
  const { isOpen, close, returnFocus, space, actorId, adminCount, member } = props;
  const router = useRouter();
  const cancel = useRef<HTMLButtonElement>(null);
  const { run, isPending, formError } = useAction<{ hasLeft: boolean }>();
  const toast = useToast();
  const isSelf = member.userId === actorId;
  const isLastAdmin = member.role === 'admin' && adminCount === 1;
  const name = memberName(member);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run(
      () => removeMemberAction({ space: space.slug, userId: member.userId }),
      ({ hasLeft }) => {
        returnFocus.set(focusAfterRemoval(member.userId));
        close();
        toast(hasLeft ? `You have left “${space.name}”` : `${name} removed`, {
          description: `${hasLeft ? 'Your' : 'Their'} API keys no longer reach this space.`,
        });
        if (!hasLeft) return;
        if (space.rank !== 'superadmin') router.push(SPACES_PATH);
        router.refresh();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={isSelf ? `Leave “${space.name}”?` : `Remove ${name}?`}
      description={isSelf ? undefined : member.email}
      size="small"
      initialFocus={cancel}
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-4">
        {isLastAdmin ? (
          <LastAdminNotice isSelf={isSelf} />
        ) : (
          <ul className="list-disc space-y-1 pl-5">
            {consequences(isSelf, space.rank === 'superadmin').map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        <FormError failure={formError} className="mt-4" />
        <DialogActions>
          <Button ref={cancel} onClick={close}>
            {isLastAdmin ? 'Close' : 'Cancel'}
          </Button>
          {!isLastAdmin && (
            <Button type="submit" variant="danger" pending={isPending}>
              {submitLabel(isSelf, isPending)}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}

function consequences(isSelf: boolean, isSuperadmin: boolean): string[] {
  const kept = 'The checks and results of the space stay as they are.';
  if (!isSelf) {
    return [
      'They no longer see this space.',
      'Their API keys lose access to this space at once.',
      kept,
      'They can be added again at any time.',
    ];
  }
  if (isSuperadmin) return ['As a superadmin you and your API keys still reach this space.', kept];
  return [
    'You no longer see this space.',
    'Your API keys lose access to this space at once.',
    kept,
    'Only an admin of the space can add you again.',
  ];
}

function submitLabel(isSelf: boolean, isPending: boolean): string {
  if (isSelf) return isPending ? 'Leaving…' : 'Leave space';
  return isPending ? 'Removing…' : 'Remove member';
}
