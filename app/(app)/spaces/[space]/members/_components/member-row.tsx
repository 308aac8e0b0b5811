import { RelativeTime } from '@/components/relative-time';
import { ROLE_WORDS } from '@/components/space-roles';
import { Badge } from '@/components/ui/badge';
import type { MemberView } from '@/lib/spaces/schema';
import { memberName } from './member-name';
import { MemberRowActions } from './member-row-actions';

type Props = {
  member: MemberView;
  actorId: string;
  mayChangeRoles: boolean;
  mayRemove: boolean;
  now: number;
};

/** One member. The same cells make a table row on a wide screen and a card on a narrow one. */
export function MemberRow({ member, actorId, mayChangeRoles, mayRemove, now }: Props) {
  const isSelf = member.userId === actorId;
  const { name, may } = ROLE_WORDS[member.role];
  return (
    <tr className="grid gap-x-3 gap-y-1.5 p-4 @3xl:table-row @3xl:[&:not(:last-child)>*]:border-b @3xl:[&>*]:px-3 @3xl:[&>*]:py-2.5 @3xl:[&>*:first-child]:pl-4 @3xl:[&>*:last-child]:pr-4">
      <th scope="row" className="min-w-0 text-left font-medium">
        <span className="flex items-center gap-2">
          <span className="min-w-0 [overflow-wrap:anywhere]">{memberName(member)}</span>
          {isSelf && <Badge>You</Badge>}
        </span>
      </th>
      <td className="text-sm text-muted [overflow-wrap:anywhere]">{member.email}</td>
      <td className="text-sm">
        {name}
        <span className="text-muted @3xl:block @3xl:text-xs">
          <span className="@3xl:hidden"> · </span>
          {may}
        </span>
      </td>
      <td className="text-sm text-muted">
        <span className="@3xl:hidden">Joined </span>
        <RelativeTime time={member.createdAt} now={now} />
      </td>
      <td className="@max-3xl:mt-1.5 @max-3xl:empty:hidden @3xl:text-right">
        <MemberRowActions
          member={member}
          mayChangeRole={mayChangeRoles}
          mayRemove={mayRemove || isSelf}
          isSelf={isSelf}
        />
      </td>
    </tr>
  );
}
