import Link from 'next/link';
import type { ReactNode } from 'react';
import { Logo } from './logo';
import { MAIN_ID, SkipLink } from './skip-link';
import { buttonClass } from './ui/button';

/** Around a page that can be read without signing in. */
export function PublicShell({
  signInPath,
  children,
}: {
  signInPath: `/sign-in?${string}`;
  children: ReactNode;
}) {
  return (
    <>
      <SkipLink />
      <header className="border-b bg-sidebar px-4 sm:px-6">
        <div className="mx-auto flex h-14 max-w-6xl items-center justify-between">
          <Logo />
          <Link href={signInPath} className={buttonClass('secondary', 'small', 'max-sm:h-9')}>
            Sign in
          </Link>
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="px-4 py-6 outline-none sm:px-6 lg:py-10">
        <div className="mx-auto max-w-6xl">{children}</div>
      </main>
    </>
  );
}
