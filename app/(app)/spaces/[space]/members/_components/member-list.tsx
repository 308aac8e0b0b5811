import type { MemberView } from '@/lib/spaces/schema';
import { MemberRow } from './member-row';

type Props = {
  members: MemberView[];
  actorId: string;
  mayChangeRoles: boolean;
  mayRemove: boolean;
  now: number;
};

/** The members as a table; on a narrow screen each row is laid out as a card. */
export function MemberList({ members, ...rest }: Props) {
  return (
    <section aria-label="Members of this space" className="@container">
      <table className="block w-full rounded border bg-surface @3xl:table @3xl:border-separate @3xl:border-spacing-0">
        <caption className="sr-only">Members of this space</caption>
        <thead className="@max-3xl:sr-only">
          <tr className="text-left text-sm text-muted *:h-10 *:border-b *:px-3 *:font-medium *:whitespace-nowrap *:first:pl-4 *:last:pr-4">
            <th scope="col">Name</th>
            <th scope="col">E-mail</th>
            <th scope="col">Role</th>
            <th scope="col">Joined</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody className="block divide-y @3xl:table-row-group">
          {members.map((member) => (
            <MemberRow key={member.userId} member={member} {...rest} />
          ))}
        </tbody>
      </table>
      {members.length > 1 && <p className="mt-3 text-sm text-muted">{members.length} members.</p>}
    </section>
  );
}
