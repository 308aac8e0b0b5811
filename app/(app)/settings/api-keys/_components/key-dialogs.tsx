'use client';

import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import { CreateKeyDialog } from './create-key-dialog';
import { DeleteKeyDialog } from './delete-key-dialog';
import { KeyDetailsDialog } from './key-details-dialog';
import type { KeyDialogProps, OpenDialog, OpenKeyDialog } from './key-dialog-props';
import { RenameKeyDialog } from './rename-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';

type KeyDialogs = { open: OpenKeyDialog };

const Context = createContext<KeyDialogs | null>(null);

export function useKeyDialogs(): KeyDialogs {
  const dialogs = useContext(Context);
  if (!dialogs) throw new Error('useKeyDialogs is used outside KeyDialogsProvider');
  return dialogs;
}

/** One dialog at a time, opened from the header, a row or another dialog. */
export function KeyDialogsProvider({ children }: { children: ReactNode }) {
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [times, setTimes] = useState(0);
  const returnTo = useRef<HTMLElement | null>(null);

  const open: OpenKeyDialog = (next, element) => {
    returnTo.current = element;
    setDialog(next);
    setIsOpen(true);
    // A dialog starts afresh each time, so nothing of the last one is left in it.
    setTimes((count) => count + 1);
  };
  const props: KeyDialogProps = {
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

  return (
    <Context.Provider value={{ open }}>
      {children}
      {dialog?.kind === 'create' && (
        <CreateKeyDialog key={times} {...props} suggestedName={dialog.suggestedName ?? ''} />
      )}
      {dialog?.kind === 'rotate' && (
        <RotateKeyDialog key={times} {...props} apiKey={dialog.apiKey} expiry={dialog.expiry} />
      )}
      {dialog?.kind === 'rename' && <RenameKeyDialog key={times} {...props} apiKey={dialog.apiKey} />}
      {dialog?.kind === 'delete' && <DeleteKeyDialog key={times} {...props} apiKey={dialog.apiKey} />}
      {dialog?.kind === 'details' && <KeyDetailsDialog key={times} {...props} apiKey={dialog.apiKey} />}
    </Context.Provider>
  );
}
