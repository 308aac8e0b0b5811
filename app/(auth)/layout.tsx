import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { FullPage } from '@/components/full-page';

/** Nobody finds a private platform by searching; what lies behind the sign-in no search comes to. */
export const metadata: Metadata = { robots: { index: false } };

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <FullPage>{children}</FullPage>;
}
