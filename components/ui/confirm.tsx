'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { Button } from './button';

type ConfirmProps = {
  open: boolean;
  title: string;
  children: ReactNode;
  keepLabel: string;
  confirmLabel: string;
  onKeep: () => void;
  onConfirm: () => void;
};

/** A question on top of what is open; the safe answer has the focus. */
export function Confirm(props: ConfirmProps) {
  return (
    <AlertDialog.Root
      open={props.open}
      onOpenChange={(open) => {
        if (!open) props.onKeep();
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-60 bg-scrim" />
        <AlertDialog.Viewport className="fixed inset-0 z-70 grid place-items-center p-4">
          <AlertDialog.Popup className="w-full max-w-sm rounded bg-raised p-5 shadow-popup">
            <AlertDialog.Title className="text-lg font-semibold tracking-tight">
              {props.title}
            </AlertDialog.Title>
            <AlertDialog.Description className="mt-1 text-muted">{props.children}</AlertDialog.Description>
            <div className="mt-5 flex flex-wrap justify-end gap-2">
              <Button onClick={props.onConfirm}>{props.confirmLabel}</Button>
              <AlertDialog.Close render={<Button variant="primary" autoFocus />}>
                {props.keepLabel}
              </AlertDialog.Close>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
