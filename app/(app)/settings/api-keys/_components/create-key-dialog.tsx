'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import type { ApiKeyView, CreatedApiKey } from '@/lib/api-keys/schema';
import { CreateKeyForm } from './create-key-form';
import type { KeyDialogProps } from './key-dialog-props';
import { RevealKey } from './reveal-key';
import { useBackGuard } from './use-back-guard';

type Props = KeyDialogProps & { suggestedName: string };

/**
 * Asks for the new key's properties, then shows its secret, once. The secret is
 * in this component's state only, until the dialog closes or the page is left.
 */
export function CreateKeyDialog({ isOpen, close, returnFocus, suggestedName }: Props) {
  const router = useRouter();
  const nameField = useRef<HTMLInputElement>(null);
  const [apiKey, setApiKey] = useState<ApiKeyView | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [isAsking, setIsAsking] = useState(false);

  function reveal(created: CreatedApiKey) {
    setApiKey(created.apiKey);
    setSecret(created.secret);
  }

  function forgetAndClose() {
    setSecret(null);
    setIsAsking(false);
    close();
    if (apiKey) router.refresh();
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
        title={apiKey ? 'API key created' : 'Create API Key'}
        description={
          apiKey ? undefined : 'The key can do what you can do, until it expires or you delete it.'
        }
        keepOnOutsidePress
        initialFocus={nameField}
        finalFocus={() => returnFocus.get() ?? true}
      >
        {apiKey ? (
          <RevealKey apiKey={apiKey} secret={secret} onSaved={() => setIsSaved(true)} onDone={askOrClose} />
        ) : (
          <CreateKeyForm
            suggestedName={suggestedName}
            nameRef={nameField}
            onCancel={close}
            onCreated={reveal}
          />
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
        You have neither copied nor downloaded it, and it cannot be shown again. You would have to delete it
        and create another.
      </Confirm>
    </>
  );
}
