'use client';

import { Toast as Base } from '@base-ui/react/toast';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect } from 'react';
import { buttonClass } from './button';
import type { Message } from './toast';

/** Where toasts are shown: each of the messages becomes one, and is taken off the list. */
export function Toaster({ messages, onTaken }: { messages: Message[]; onTaken: () => void }) {
  return (
    <Base.Provider timeout={6000} limit={3}>
      <Adder messages={messages} onTaken={onTaken} />
      <Base.Portal>
        <Base.Viewport className="fixed inset-x-4 bottom-4 z-80 flex flex-col gap-2 outline-none sm:left-auto sm:w-90">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function Adder({ messages, onTaken }: { messages: Message[]; onTaken: () => void }) {
  const { add } = Base.useToastManager();
  useEffect(() => {
    if (messages.length === 0) return;
    for (const message of messages) add(message);
    onTaken();
  }, [messages, add, onTaken]);
  return null;
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
