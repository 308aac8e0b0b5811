'use client';

import { useEffect, useRef, useState, useTransition } from 'react';
import type { ActionResult } from '@/lib/errors/action-result';
import type { FormFailure } from './form-error';

type Failure = FormFailure & { fieldErrors: Record<string, string> };

const CONNECTION_LOST: Failure = {
  message:
    'The server did not answer, so this may or may not have been done. What you entered is kept: check the connection, then try again.',
  isSignedOut: false,
  fieldErrors: {},
};

/**
 * Runs a server action for a form: once at a time, with its progress and what
 * went wrong. The input stays in the form whatever happens.
 */
export function useAction<T>() {
  const [isPending, startTransition] = useTransition();
  const [failure, setFailure] = useState<Failure | null>(null);
  const isRunning = useRef(false);

  // To the first field that is wrong, unless the person has moved on to elsewhere.
  useEffect(() => {
    if (failure) document.querySelector<HTMLElement>('form:focus-within [aria-invalid="true"]')?.focus();
  }, [failure]);

  function run(work: () => Promise<ActionResult<T>>, onDone: (data: T) => void) {
    if (isRunning.current) return;
    isRunning.current = true;
    startTransition(async () => {
      try {
        const result = await work();
        setFailure(
          result.ok ? null : { ...result.error, isSignedOut: result.error.code === 'unauthenticated' },
        );
        if (result.ok) onDone(result.data);
      } catch {
        setFailure(CONNECTION_LOST);
      } finally {
        isRunning.current = false;
      }
    });
  }

  const fieldErrors = failure?.fieldErrors ?? {};
  return {
    run,
    isPending,
    fieldErrors,
    /** What no field of the form explains. */
    formError: failure && Object.keys(fieldErrors).length === 0 ? failure : undefined,
    fail: (field: string, message: string) =>
      setFailure({ message, isSignedOut: false, fieldErrors: { [field]: message } }),
  };
}
