import type { ReactNode } from 'react';
import { FullPage } from '@/components/full-page';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return <FullPage>{children}</FullPage>;
}
