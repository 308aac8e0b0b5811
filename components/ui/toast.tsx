'use client';

import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from './button';

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-4 z-80 flex flex-col gap-2 outline-none sm:left-auto sm:w-90">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function ToastList() {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      swipeDirection={['right', 'down']}
      className="rounded bg-raised shadow-popup transition-[opacity,transform] duration-200 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-3 p-3.5">
        {toast.type === 'error' ? (
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        ) : (
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
        )}
        <div className="min-w-0 flex-1 break-words">
          <Base.Title className="font-medium" />
          <Base.Description className="text-sm text-muted" />
        </div>
        <Base.Close aria-label="Dismiss" className={buttonClass('ghost', 'icon', '-m-1.5')}>
          <X aria-hidden className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}

/** Tells the person what has happened, in the corner and to screen readers. */
export function useToast() {
  const { add } = Base.useToastManager();
  return (title: string, options: { description?: string; type?: 'success' | 'error' } = {}) => {
    add({ title, type: 'success', ...options });
  };
}
