import { BookOpen, KeyRound, UserRound } from 'lucide-react';
import { NavLink } from './nav-link';

/** The way around: a row on a narrow screen, a column beside the content on a wide one. */
export function AppNav() {
  return (
    <nav aria-label="Main" className="flex gap-1 lg:flex-col lg:gap-0.5">
      <p className="px-2.5 pb-1 text-xs font-medium text-muted max-lg:hidden">Settings</p>
      <NavLink href="/settings/api-keys" icon={<KeyRound aria-hidden />}>
        API keys
      </NavLink>
      <NavLink href="/settings/profile" icon={<UserRound aria-hidden />}>
        Profile
      </NavLink>
      <p className="px-2.5 pt-5 pb-1 text-xs font-medium text-muted max-lg:hidden">Developers</p>
      <NavLink href="/docs/api" icon={<BookOpen aria-hidden />}>
        API reference
      </NavLink>
    </nav>
  );
}
