import { ROLE_WORDS } from '@/components/space-roles';
import { Notice } from '@/components/ui/notice';
import type { ProfileView } from '@/lib/users/schema';

type Props = Pick<ProfileView, 'spaces' | 'isSuperadmin'>;

export function SpaceList({ spaces, isSuperadmin }: Props) {
  return (
    <>
      {isSuperadmin && (
        <Notice className="mb-4">You are a superadmin: you may do everything, everywhere.</Notice>
      )}
      {spaces.length === 0 ? (
        <p className="text-muted">You are not a member of any space yet. A space’s admin can add you.</p>
      ) : (
        <ul className="divide-y rounded border bg-surface">
          {spaces.map(({ id, slug, name, role }) => (
            <li
              key={id}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5 px-4 py-3"
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="font-medium">{name}</span>{' '}
                <code className="font-mono text-xs text-muted">{slug}</code>
              </span>
              <span className="text-sm">
                {ROLE_WORDS[role].name} <span className="text-muted">· {ROLE_WORDS[role].may}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
