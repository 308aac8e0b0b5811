'use client';

import { Button } from '@/components/ui/button';
import type { MemberView } from '@/lib/spaces/schema';
import { REMOVE_BUTTON_ATTRIBUTE } from './focus-after-removal';
import { useOpenMemberDialog } from './member-dialogs';
import { memberName } from './member-name';

type Props = { member: MemberView; mayChangeRole: boolean; mayRemove: boolean; isSelf: boolean };

/** What may be done about a member; what may not is not there. */
export function MemberRowActions({ member, mayChangeRole, mayRemove, isSelf }: Props) {
  const open = useOpenMemberDialog();
  const name = memberName(member);
  if (!mayChangeRole && !mayRemove) return null;
  return (
    <div className="inline-flex gap-1">
      {mayChangeRole && (
        <Button
          size="small"
          className="@max-3xl:h-9"
          aria-label={`Change role of ${name}`}
          onClick={(event) => open({ kind: 'role', member }, event.currentTarget)}
        >
          Change role
        </Button>
      )}
      {mayRemove && (
        <Button
          size="small"
          className="@max-3xl:h-9 hover:border-bad hover:text-bad"
          aria-label={isSelf ? 'Leave this space' : `Remove ${name}`}
          {...{ [REMOVE_BUTTON_ATTRIBUTE]: member.userId }}
          onClick={(event) => open({ kind: 'remove', member }, event.currentTarget)}
        >
          {isSelf ? 'Leave' : 'Remove'}
        </Button>
      )}
    </div>
  );
}
