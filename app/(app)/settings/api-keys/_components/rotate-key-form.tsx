'use client';

import { type FormEvent, type RefObject, useState } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { useAction } from '@/components/use-action';
import type { ApiKeyView, RotatedApiKey } from '@/lib/api-keys/schema';
import { type ExpiryChoice, expiryChoiceOf, expiryDays } from '../_lib/expiry';
import type { OverlapChoice } from '../_lib/overlap';
import { rotateApiKeyAction } from '../actions';
import { ExpiryField } from './expiry-field';
import { OverlapField } from './overlap-field';

type Props = {
  apiKey: ApiKeyView;
  /** What is chosen at first; otherwise as long as the old key was given. */
  expiry: ExpiryChoice | undefined;
  submitRef: RefObject<HTMLButtonElement | null>;
  onCancel: () => void;
  onRotated: (rotated: RotatedApiKey) => void;
};

export function RotateKeyForm({ apiKey, expiry, submitRef, onCancel, onRotated }: Props) {
  const given = expiryChoiceOf(apiKey);
  const [overlap, setOverlap] = useState<OverlapChoice>('24');
  const [choice, setChoice] = useState<ExpiryChoice>(expiry ?? given.choice);
  const [customDays, setCustomDays] = useState(given.customDays);
  // When the answer is lost and Rotate is pressed again, it is the same rotation.
  const [idempotencyKey] = useState(() => crypto.getRandomValues(new Uint32Array(4)).join('-'));
  const { run, isPending, fieldErrors, formError } = useAction<RotatedApiKey>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      id: apiKey.id,
      overlapHours: Number(overlap),
      expiresInDays: expiryDays(choice, customDays),
      idempotencyKey,
    };
    run(() => rotateApiKeyAction(input), onRotated);
  }

  return (
    <form onSubmit={submit} noValidate>
      <FormError failure={formError} className="mt-4" />
      <OverlapField apiKey={apiKey} choice={overlap} onChoice={setOverlap} />
      <ExpiryField
        legend="The new key expires after"
        choice={choice}
        onChoice={setChoice}
        customDays={customDays}
        onCustomDays={setCustomDays}
        error={fieldErrors.expiresInDays}
      />
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button ref={submitRef} type="submit" variant="primary" pending={isPending}>
          {isPending ? 'Rotating…' : 'Rotate key'}
        </Button>
      </DialogActions>
    </form>
  );
}
