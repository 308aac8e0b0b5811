'use client';

import {
  BookOpen,
  ChartNoAxesColumnIncreasing,
  Database,
  Gauge,
  History,
  KeyRound,
  ListChecks,
  Terminal,
  UserRound,
  UsersRound,
} from 'lucide-react';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { NavLink } from './nav-link';
import { checksPath, executionsPath, membersPath, sourcesPath, spacePath } from './space-paths';
import { type ShellSpaces, useCurrentSpace } from './use-current-space';

/**
 * The way around: a column beside the content on a wide screen; on a narrow one
 * a row, which scrolls by itself to where one is.
 */
export function AppNav({ spaces, isSuperadmin }: { spaces: ShellSpaces; isSuperadmin: boolean }) {
  const row = useRef<HTMLElement>(null);
  const space = useCurrentSpace(spaces);
  const path = usePathname();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the current link is another one with each path.
  useEffect(() => {
    const link = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && link) row.current.scrollLeft = link.offsetLeft - 32;
  }, [path]);

  return (
    <nav
      ref={row}
      aria-label="Main"
      className="relative flex items-center gap-1 max-lg:overflow-x-auto max-lg:p-1 max-lg:[scrollbar-width:none] lg:flex-col lg:items-stretch lg:gap-0.5"
    >
      {space && (
        <>
          <NavLink href={spacePath(space.slug)} icon={<Gauge aria-hidden />} isExact>
            Overview
          </NavLink>
          <NavLink href={checksPath(space.slug)} icon={<ListChecks aria-hidden />}>
            Checks
          </NavLink>
          <NavLink href={executionsPath(space.slug)} icon={<History aria-hidden />}>
            Executions
          </NavLink>
          <NavLink href={membersPath(space.slug)} icon={<UsersRound aria-hidden />}>
            Members
          </NavLink>
          <NavLink href={sourcesPath(space.slug)} icon={<Database aria-hidden />}>
            Sources
          </NavLink>
          <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line lg:hidden" />
        </>
      )}
      <NavHeading isFirst={!space}>Settings</NavHeading>
      <NavLink href="/settings/api-keys" icon={<KeyRound aria-hidden />}>
        API keys
      </NavLink>
      {isSuperadmin && (
        <NavLink href="/settings/tiers" icon={<ChartNoAxesColumnIncreasing aria-hidden />}>
          Key tiers
        </NavLink>
      )}
      <NavLink href="/settings/profile" icon={<UserRound aria-hidden />}>
        Profile
      </NavLink>
      <NavHeading>Developers</NavHeading>
      <NavLink href="/docs/keys" icon={<Terminal aria-hidden />}>
        Use your key
      </NavLink>
      <NavLink href="/docs/api" icon={<BookOpen aria-hidden />}>
        API reference
      </NavLink>
    </nav>
  );
}

function NavHeading({ isFirst = false, children }: { isFirst?: boolean; children: ReactNode }) {
  return (
    <p className={`px-2.5 pb-1 text-xs font-medium text-muted max-lg:hidden ${isFirst ? '' : 'pt-5'}`}>
      {children}
    </p>
  );
}
