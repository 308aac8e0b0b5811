import { Notice } from '@/components/ui/notice';

/** Before they try: why a space keeps its last admin, and what to do instead. */
export function LastAdminNotice({ isSelf }: { isSelf: boolean }) {
  return (
    <Notice tone="warn">
      {isSelf ? 'You are' : 'This is'} the last admin of the space, and without one nobody could decide about
      members. Make somebody else an admin first.
    </Notice>
  );
}
