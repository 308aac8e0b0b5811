'use client';

import { ChevronsUpDown, LayoutGrid } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { SPACES_PATH, spacePath } from './space-paths';
import { SpaceTile } from './space-tile';
import { Menu, MenuLink, MenuNote, MenuSeparator } from './ui/menu';
import { type ShellSpaces, useCurrentSpace } from './use-current-space';

/** The space one is in; opens to the others. */
export function SpaceSwitcher({ spaces }: { spaces: ShellSpaces }) {
  const { listed, total } = spaces;
  const current = useCurrentSpace(spaces);
  const isAtList = usePathname() === SPACES_PATH;
  const label = current?.name ?? (isAtList ? 'All spaces' : 'Choose a space');
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={current ? `Space: ${label}` : label}
          className="flex h-9 w-full min-w-0 items-center gap-2 rounded border border-line bg-surface px-1.5 text-left shadow-control hover:bg-hover data-popup-open:bg-hover"
        >
          <SpaceTile name={current?.name ?? null} />
          <span className="min-w-0 flex-1 truncate font-medium">{label}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      }
    >
      {listed.length === 0 ? (
        <MenuNote>You are in no space yet.</MenuNote>
      ) : (
        listed.map(({ slug, name }) => (
          <MenuLink
            key={slug}
            href={spacePath(slug)}
            icon={<SpaceTile name={name} />}
            isCurrent={slug === current?.slug}
          >
            {name}
          </MenuLink>
        ))
      )}
      <MenuSeparator />
      <MenuLink href={SPACES_PATH} icon={<LayoutGrid aria-hidden className="mx-0.5" />} isCurrent={isAtList}>
        {total > listed.length ? `All ${total} spaces` : 'All spaces'}
      </MenuLink>
    </Menu>
  );
}
