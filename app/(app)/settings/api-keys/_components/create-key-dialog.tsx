'use client';

import { useRef } from 'react';
import { CreateKeyForm } from './create-key-form';
import type { KeyDialogProps } from './key-dialog-props';
import { SecretDialog } from './secret-dialog';

/** Asks for the new key's properties, then shows its secret, once. */
export function CreateKeyDialog({ suggestedName, ...props }: KeyDialogProps & { suggestedName: string }) {
  const nameField = useRef<HTMLInputElement>(null);
  return (
    <SecretDialog
      {...props}
      title="Create API Key"
      description="The key can do what you can do, until it expires or you delete it."
      doneTitle="API key created"
      initialFocus={nameField}
      form={(reveal) => (
        <CreateKeyForm
          suggestedName={suggestedName}
          nameRef={nameField}
          onCancel={props.close}
          onCreated={reveal}
        />
      )}
    />
  );
}
