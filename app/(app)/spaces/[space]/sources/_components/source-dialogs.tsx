'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useDialogHost } from '@/components/use-dialog-host';
import type { SourceView } from '@/lib/sources/schema';
import { AddSourceDialog } from './add-source-dialog';
import { RemoveSourceDialog } from './remove-source-dialog';

type OpenDialog = { kind: 'add' } | { kind: 'remove'; source: SourceView };
type Open = (dialog: OpenDialog, returnTo: HTMLElement | null) => void;

const Context = createContext<Open | null>(null);

/** Opens a dialog; focus returns to `returnTo` when it closes. */
export function useOpenSourceDialog(): Open {
  const open = useContext(Context);
  if (!open) throw new Error('useOpenSourceDialog is used outside SourceDialogsProvider');
  return open;
}

export function SourceDialogsProvider({ space, children }: { space: string; children: ReactNode }) {
  const { dialog, open, key, props } = useDialogHost<OpenDialog>();
  return (
    <Context.Provider value={open}>
      {children}
      {dialog?.kind === 'add' && <AddSourceDialog key={key} {...props} space={space} />}
      {dialog?.kind === 'remove' && (
        <RemoveSourceDialog key={key} {...props} space={space} source={dialog.source} />
      )}
    </Context.Provider>
  );
}
