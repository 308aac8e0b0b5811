'use client';

import { useRef, useState } from 'react';

/** What every dialog needs from the page it is on. */
export type HostedDialog = {
  isOpen: boolean;
  close: () => void;
  /** Where focus goes on close. */
  returnFocus: { get: () => HTMLElement | null; set: (element: HTMLElement | null) => void };
};

/**
 * One dialog at a time for a page. It lives beside the list it is about, so it
 * outlasts the row it was opened from, and starts afresh each time.
 */
export function useDialogHost<Dialog>() {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const [times, setTimes] = useState(0);
  const returnTo = useRef<HTMLElement | null>(null);

  function open(next: Dialog, element: HTMLElement | null) {
    returnTo.current = element;
    setDialog(next);
    setIsOpen(true);
    setTimes((count) => count + 1);
  }

  const props: HostedDialog = {
    isOpen,
    close: () => setIsOpen(false),
    returnFocus: {
      get: () => returnTo.current,
      set: (element) => {
        returnTo.current = element;
      },
    },
  };
  return { dialog, open, key: times, props };
}
