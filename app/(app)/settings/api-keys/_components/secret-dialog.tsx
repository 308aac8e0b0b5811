'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import type { ApiKeyView, CreatedApiKey } from '@/lib/api-keys/schema';
import type { KeyDialogProps } from './key-dialog-props';
import { RevealKey } from './reveal-key';
import { useBackGuard } from './use-back-guard';

type Props = Pick<KeyDialogProps, 'isOpen' | 'close' | 'returnFocus'> & {
  title: string;
  description: ReactNode;
  /** The title once there is a secret to show. */
  doneTitle: string;
  initialFocus?: RefObject<HTMLElement | null>;
  /** Asks for what is needed and calls `reveal` with what came of it. */
  form: (reveal: (created: CreatedApiKey & { replaces?: ApiKeyView }) => void) => ReactNode;
};

/**
 * A form whose success is a secret, shown once. The secret is in this
 * component's state only, until the dialog closes or the page is left.
 */
export function SecretDialog({ isOpen, close, returnFocus, ...props }: Props) {
  const router = useRouter();
  const [made, setMade] = useState<{ apiKey: ApiKeyView; replaces?: ApiKeyView } | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [isAsking, setIsAsking] = useState(false);

  function reveal({ secret, ...rest }: CreatedApiKey & { replaces?: ApiKeyView }) {
    setMade(rest);
    setSecret(secret);
  }

  function forgetAndClose() {
    setSecret(null);
    setIsAsking(false);
    close();
    if (made) router.refresh();
  }

  function askOrClose() {
    if (secret !== null && !isSaved) setIsAsking(true);
    else forgetAndClose();
  }

  useBackGuard(secret !== null, askOrClose);

  useEffect(() => {
    if (secret === null) return;
    const guard = (event: BeforeUnloadEvent) => {
      if (!isSaved) event.preventDefault();
    };
    // The browser may keep the page in memory to show it again on Back: without the secret.
    const forget = () => flushSync(forgetAndClose);
    window.addEventListener('beforeunload', guard);
    window.addEventListener('pagehide', forget);
    return () => {
      window.removeEventListener('beforeunload', guard);
      window.removeEventListener('pagehide', forget);
    };
  });

  return (
    <>
      <Dialog
        open={isOpen}
        onOpenChange={askOrClose}
        title={made ? props.doneTitle : props.title}
        description={made ? undefined : props.description}
        keepOnOutsidePress
        initialFocus={props.initialFocus}
        finalFocus={() => returnFocus.get() ?? true}
      >
        {made ? (
          <RevealKey {...made} secret={secret} onSaved={() => setIsSaved(true)} onDone={askOrClose} />
        ) : (
          props.form(reveal)
        )}
      </Dialog>
      <Confirm
        open={isAsking}
        title="Close without copying the key?"
        keepLabel="Keep open"
        confirmLabel="Close anyway"
        onKeep={() => setIsAsking(false)}
        onConfirm={forgetAndClose}
      >
        You have neither copied nor downloaded it, and it cannot be shown again.{' '}
        {made?.replaces
          ? 'You would have to rotate it once more.'
          : 'You would have to delete it and create another.'}
      </Confirm>
    </>
  );
}
