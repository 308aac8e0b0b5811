'use client';

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from 'next-themes';
import { Menu, MenuItem, MenuNote, MenuRadios, MenuSeparator } from './ui/menu';
import { useSignOut } from './use-sign-out';

const THEMES = [
  { value: 'light', label: 'Light', icon: <Sun aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden /> },
  { value: 'system', label: 'System', icon: <Monitor aria-hidden /> },
];

/** Who is signed in; opens to the theme and sign-out. */
export function AccountMenu({ email, name }: { email: string; name: string }) {
  const { theme = 'system', setTheme } = useTheme();
  const { leave } = useSignOut();

  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account: ${email}`}
          className="flex h-11 items-center gap-2.5 rounded p-1.5 text-left hover:bg-hover data-popup-open:bg-hover lg:h-12 lg:w-full"
        >
          <span
            aria-hidden
            className="grid size-8 shrink-0 place-items-center rounded bg-accent-soft text-sm font-semibold text-accent-ink uppercase"
          >
            {(name || email).slice(0, 1)}
          </span>
          <span className="min-w-0 flex-1 max-lg:hidden">
            {name && <span className="block truncate text-sm leading-4 font-medium">{name}</span>}
            <span className="block truncate text-xs text-muted">{email}</span>
          </span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted max-lg:hidden" />
        </button>
      }
    >
      <MenuNote>
        Signed in as <span className="block max-w-56 truncate font-medium text-ink">{email}</span>
      </MenuNote>
      <MenuSeparator />
      <MenuRadios label="Theme" value={theme} onChange={setTheme} options={THEMES} />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
