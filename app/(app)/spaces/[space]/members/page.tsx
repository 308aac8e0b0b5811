import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { rankName } from '@/components/space-roles';
import { isAllowed } from '@/lib/spaces/permissions';
import { listMembers } from '@/lib/spaces/spaces';
import { orNotFound, pageSpace } from '../_lib/page-space';
import { AddMemberButton } from './_components/add-member-button';
import { MemberDialogsProvider } from './_components/member-dialogs';
import { MemberList } from './_components/member-list';

export const metadata: Metadata = { title: 'Members' };

export default async function MembersPage({ params }: PageProps<'/spaces/[space]/members'>) {
  const { actor, space } = await pageSpace(params);
  const members = await orNotFound(listMembers(actor, space.slug));
  const mayAdd = isAllowed(space.rank, 'members.add');
  return (
    <MemberDialogsProvider
      space={{ slug: space.slug, name: space.name, rank: space.rank }}
      actorId={actor.userId}
      adminCount={members.filter(({ role }) => role === 'admin').length}
    >
      <PageHeader title="Members" action={mayAdd && <AddMemberButton />}>
        Who may see “{space.name}”, and what they may do here.
        {!mayAdd &&
          ` You are ${rankName(space.rank).toLowerCase()} of this space: its admins decide who is a member.`}
      </PageHeader>
      <MemberList
        members={members}
        actorId={actor.userId}
        mayChangeRoles={isAllowed(space.rank, 'members.change_role')}
        mayRemove={isAllowed(space.rank, 'members.remove')}
        now={Date.now()}
      />
    </MemberDialogsProvider>
  );
}
