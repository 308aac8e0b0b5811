import type { HostedDialog } from '@/components/use-dialog-host';
import type { MemberView, SpaceView } from '@/lib/spaces/schema';

/** Which dialog about members is open, and about whom. */
export type OpenDialog = { kind: 'add' } | { kind: 'role' | 'remove'; member: MemberView };

/** What the dialogs know of the page they are on. */
export type MembersPage = {
  space: Pick<SpaceView, 'slug' | 'name' | 'rank'>;
  actorId: string;
  adminCount: number;
};

/** What a dialog about one member is given. */
export type MemberDialogProps = HostedDialog & MembersPage & { member: MemberView };
