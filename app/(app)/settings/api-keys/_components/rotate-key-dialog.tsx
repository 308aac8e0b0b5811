'use client';

import { useRef } from 'react';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import type { ExpiryChoice } from '../_lib/expiry';
import { usageText } from '../_lib/usage-text';
import type { KeyDialogProps } from './key-dialog-props';
import { RotateKeyForm } from './rotate-key-form';
import { SecretDialog } from './secret-dialog';

type Props = KeyDialogProps & { apiKey: UsedApiKeyView; expiry: ExpiryChoice | undefined };

/** Says what a rotation does, asks how, then shows the new secret, once. */
export function RotateKeyDialog({ apiKey, expiry, ...props }: Props) {
  const rotateButton = useRef<HTMLButtonElement>(null);
  return (
    <SecretDialog
      {...props}
      title={`Rotate “${apiKey.name}”?`}
      description={
        <>
          A new key takes over the name and the permissions. The old one goes on working for a while, so that
          you can change over without a gap. {usageText(apiKey, Date.now())}
        </>
      }
      doneTitle="API key rotated"
      initialFocus={rotateButton}
      form={(reveal) => (
        <RotateKeyForm
          apiKey={apiKey}
          expiry={expiry}
          submitRef={rotateButton}
          onCancel={props.close}
          onRotated={reveal}
        />
      )}
    />
  );
}
