import Link from 'next/link';
import type { ReactNode } from 'react';
import { AccountMenu } from './account-menu';
import { AppNav } from './app-nav';
import { HOME_PATH } from './home-path';
import { Logo } from './logo';
import { MAIN_ID, SkipLink } from './skip-link';

type Props = { email: string; name: string; children: ReactNode };

/** Around every page of somebody who is signed in: where they are, where they can go, who they are. */
export function AppShell({ email, name, children }: Props) {
  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)]">
      <SkipLink />
      <header className="border-b bg-sidebar lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:border-r lg:border-b-0 lg:p-3">
        <div className="flex items-center justify-between px-4 pt-2 lg:px-2 lg:pt-2 lg:pb-6">
          <Link href={HOME_PATH} aria-label="Qarion, home" className="rounded">
            <Logo />
          </Link>
          <div className="lg:hidden">
            <AccountMenu email={email} name={name} />
          </div>
        </div>
        <div className="px-2 py-1.5 lg:flex-1 lg:p-0">
          <AppNav />
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
