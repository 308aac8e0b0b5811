'use client';

import { useState } from 'react';
import { useToast } from './ui/toast';

/** Ends the session and goes to the sign-in page of the host one is on, whatever the configured address. */
export function useSignOut() {
  const [isPending, setIsPending] = useState(false);
  const toast = useToast();

  async function leave() {
    setIsPending(true);
    try {
      const { signOut } = await import('next-auth/react');
      await signOut({ redirect: false });
      // A whole new page, so that nothing of the session stays in memory.
      location.assign('/sign-in?signedOut=1');
    } catch {
      setIsPending(false);
      toast('You are still signed in', {
        type: 'error',
        description: 'The server could not be reached. Check the connection and try again.',
      });
    }
  }

  return { leave, isPending };
}
