'use client';

import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import { useLater } from '@/components/use-later';
import type { KeyDialogProps, OpenDialog, OpenKeyDialog } from './key-dialog-props';

type KeyDialogs = { open: OpenKeyDialog };

const loadDialog = async () => (await import('./key-dialog')).KeyDialog;

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

  const [KeyDialog, wake] = useLater(loadDialog);

  const open: OpenKeyDialog = (next, element) => {
    wake();
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
      {dialog && KeyDialog && <KeyDialog key={times} {...props} dialog={dialog} />}
    </Context.Provider>
  );
}
