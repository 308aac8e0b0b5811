import type { ReactNode } from 'react';
import { Logo } from './logo';
import { MAIN_ID } from './skip-link';

/** A page with one thing on it: sign-in, welcome, errors. */
export function FullPage({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center sm:pb-24">
      <main id={MAIN_ID} className="w-full max-w-sm">
        <div className="mb-8 flex justify-center">
          <Logo />
        </div>
        {children}
      </main>
    </div>
  );
}
