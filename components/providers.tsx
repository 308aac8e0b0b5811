'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { ToastProvider } from './ui/toast';
import { TooltipProvider } from './ui/tooltip';

/** What the whole page shares: theme, toasts, tooltips, and the nonce for their inline tags. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  return (
    <CSPProvider nonce={nonce} disableStyleElements>
      <ThemeProvider attribute="data-theme" enableColorScheme={false} disableTransitionOnChange nonce={nonce}>
        <TooltipProvider delay={300}>
          <ToastProvider>{children}</ToastProvider>
        </TooltipProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
