'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useDialogHost } from '@/components/use-dialog-host';
import type { OwnedApiKeyView } from '@/lib/api-keys/schema';
import type { TierLimits } from '@/lib/rate-limits/schema';
import { ChangeTierDialog } from './change-tier-dialog';

type Open = (apiKey: OwnedApiKeyView, returnTo: HTMLElement | null) => void;

const Context = createContext<Open | null>(null);

/** Opens the dialog about a key; focus returns to `returnTo` when it closes. */
export function useOpenTierDialog(): Open {
  const open = useContext(Context);
  if (!open) throw new Error('useOpenTierDialog is used outside TierDialogProvider');
  return open;
}

export function TierDialogProvider({ children, tiers }: { children: ReactNode; tiers: TierLimits[] }) {
  const { dialog, open, key, props } = useDialogHost<OwnedApiKeyView>();
  return (
    <Context.Provider value={open}>
      {children}
      {dialog && <ChangeTierDialog key={key} {...props} apiKey={dialog} tiers={tiers} />}
    </Context.Provider>
  );
}
