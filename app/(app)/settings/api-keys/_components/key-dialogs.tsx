'use client';

import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { CreateKeyDialog } from './create-key-dialog';
import { DeleteKeyDialog } from './delete-key-dialog';
import { KeyDetailsDialog } from './key-details-dialog';
import { RenameKeyDialog } from './rename-key-dialog';

type OpenDialog =
  | { kind: 'create'; suggestedName?: string }
  | { kind: 'rename' | 'delete' | 'details'; apiKey: ApiKeyView };

type KeyDialogs = {
  /** Opens a dialog; focus returns to `returnTo` when it closes. */
  open: (dialog: OpenDialog, returnTo: HTMLElement | null) => void;
};

const Context = createContext<KeyDialogs | null>(null);

export function useKeyDialogs(): KeyDialogs {
  const dialogs = useContext(Context);
  if (!dialogs) throw new Error('useKeyDialogs is used outside KeyDialogsProvider');
  return dialogs;
}

/** Everything a dialog about keys needs from the page it is on. */
export type KeyDialogProps = {
  isOpen: boolean;
  close: () => void;
  open: KeyDialogs['open'];
  /** Where focus goes on close. */
  returnFocus: { get: () => HTMLElement | null; set: (element: HTMLElement | null) => void };
};

/** One dialog at a time, opened from the header, a row or another dialog. */
export function KeyDialogsProvider({ children }: { children: ReactNode }) {
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [times, setTimes] = useState(0);
  const returnTo = useRef<HTMLElement | null>(null);

  const open: KeyDialogs['open'] = (next, element) => {
    returnTo.current = element;
    setDialog(next);
    setIsOpen(true);
    // A dialog starts afresh each time, so nothing of the last one is left in it.
    setTimes((count) => count + 1);
  };
  const shared: KeyDialogProps & { key: number } = {
    key: times,
    isOpen,
    close: () => setIsOpen(false),
    open,
    returnFocus: {
      get: () => returnTo.current,
      set: (element) => {
        returnTo.current = element;
      },
    },
  };
  const { key, ...props } = shared;

  return (
    <Context.Provider value={{ open }}>
      {children}
      {dialog?.kind === 'create' && (
        <CreateKeyDialog key={key} {...props} suggestedName={dialog.suggestedName ?? ''} />
      )}
      {dialog?.kind === 'rename' && <RenameKeyDialog key={key} {...props} apiKey={dialog.apiKey} />}
      {dialog?.kind === 'delete' && <DeleteKeyDialog key={key} {...props} apiKey={dialog.apiKey} />}
      {dialog?.kind === 'details' && <KeyDetailsDialog key={key} {...props} apiKey={dialog.apiKey} />}
    </Context.Provider>
  );
}
