'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { clsx } from 'clsx';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from './button';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  size?: 'small' | 'medium';
  /** Outside presses are ignored: for dialogs that hold input or a secret. */
  keepOnOutsidePress?: boolean;
  initialFocus?: Base.Popup.Props['initialFocus'];
  /** Where focus goes on close; by default to what had it before. */
  finalFocus?: Base.Popup.Props['finalFocus'];
  onClosed?: () => void;
  children: ReactNode;
};

/** A modal dialog with a title, a close button and its content. */
export function Dialog(props: DialogProps) {
  return (
    <Base.Root
      open={props.open}
      onOpenChange={(open) => props.onOpenChange(open)}
      onOpenChangeComplete={(open) => {
        if (!open) props.onClosed?.();
      }}
      disablePointerDismissal={props.keepOnOutsidePress ?? false}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-50 overflow-y-auto overscroll-contain">
          <div className="flex min-h-full items-end justify-center sm:items-start sm:px-4 sm:py-[10vh]">
            <Base.Popup
              initialFocus={props.initialFocus}
              finalFocus={props.finalFocus}
              className={clsx(
                'relative w-full rounded-t bg-raised p-5 shadow-popup transition-[opacity,transform] duration-150 sm:rounded sm:p-6',
                'data-ending-style:translate-y-1 data-ending-style:opacity-0 data-starting-style:translate-y-1 data-starting-style:opacity-0',
                props.size === 'small' ? 'sm:max-w-md' : 'sm:max-w-xl',
              )}
            >
              <Base.Title className="pr-10 text-lg font-semibold tracking-tight break-words">
                {props.title}
              </Base.Title>
              {props.description && (
                <Base.Description render={<div />} className="mt-1 text-muted">
                  {props.description}
                </Base.Description>
              )}
              {props.children}
              <Base.Close
                aria-label="Close"
                className={buttonClass('ghost', 'icon', 'absolute top-4 right-4 sm:top-5 sm:right-5')}
              >
                <X aria-hidden className="size-4" />
              </Base.Close>
            </Base.Popup>
          </div>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** The row of buttons that ends a dialog; on a phone the main one comes first, full width. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end *:max-sm:h-11 *:max-sm:w-full">
      {children}
    </div>
  );
}
