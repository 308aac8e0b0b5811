'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { ToastProvider } from './ui/toast';

/** What the whole page shares: theme, toasts, and the nonce for their inline tags. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <ThemeProvider attribute="data-theme" enableColorScheme={false} disableTransitionOnChange nonce={nonce}>
        <ToastProvider>{children}</ToastProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
