'use client';

import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { useLater } from '../use-later';

export type Message = { title: string; description?: string; type: 'success' | 'error' };

const Context = createContext<(message: Message) => void>(() => undefined);

const loadToaster = async () => (await import('./toaster')).Toaster;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const [Toaster] = useLater(loadToaster);
  const add = useCallback((message: Message) => setMessages((all) => [...all, message]), []);
  const clear = useCallback(() => setMessages([]), []);
  return (
    <Context.Provider value={add}>
      {children}
      {Toaster && <Toaster messages={messages} onTaken={clear} />}
    </Context.Provider>
  );
}

/** Tells the person what has happened, in the corner and to screen readers. */
export function useToast() {
  const add = useContext(Context);
  return (title: string, options: { description?: string; type?: 'success' | 'error' } = {}) => {
    add({ title, type: 'success', ...options });
  };
}
