import Link from 'next/link';
import type { ReactNode } from 'react';
import { AccountMenu } from './account-menu';
import { AppNav } from './app-nav';
import { HOME_PATH } from './home-path';
import { Logo } from './logo';
import { MAIN_ID, SkipLink } from './skip-link';
import { SpaceSwitcher } from './space-switcher';
import type { ShellSpaces } from './use-current-space';

type Props = {
  email: string;
  name: string;
  isSuperadmin: boolean;
  spaces: ShellSpaces;
  children: ReactNode;
};

/** Around every page of somebody who is signed in: where they are, where they can go, who they are. */
export function AppShell({ email, name, isSuperadmin, spaces, children }: Props) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="border-b bg-sidebar lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:border-r lg:border-b-0 lg:p-3">
        <div className="flex items-center gap-3 px-4 pt-2 lg:flex-col lg:items-stretch lg:gap-5 lg:px-0 lg:pb-5">
          <Link href={HOME_PATH} aria-label="Qarion, home" className="flex w-fit shrink-0 rounded lg:mx-2">
            <Logo />
          </Link>
          <div className="ml-auto w-full max-w-56 min-w-0 lg:ml-0 lg:max-w-none">
            <SpaceSwitcher spaces={spaces} />
          </div>
          <div className="shrink-0 lg:hidden">
            <AccountMenu email={email} name={name} />
          </div>
        </div>
        <div className="px-1 py-0.5 lg:min-h-0 lg:flex-1 lg:overflow-y-auto lg:p-0">
          <AppNav spaces={spaces} isSuperadmin={isSuperadmin} />
        </div>
        <div className="max-lg:hidden">
          <AccountMenu email={email} name={name} />
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="px-4 py-6 outline-none sm:px-6 lg:px-10 lg:py-10">
        <div className="mx-auto max-w-5xl">{children}</div>
      </main>
    </div>
  );
}
