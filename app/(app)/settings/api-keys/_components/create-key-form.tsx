'use client';

import { type FormEvent, type RefObject, useState } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useAction } from '@/components/use-action';
import type { CreatedApiKey } from '@/lib/api-keys/schema';
import { type ExpiryChoice, expiryDays } from '../_lib/expiry';
import { createApiKeyAction } from '../actions';
import { ExpiryField } from './expiry-field';

type Props = {
  suggestedName: string;
  nameRef: RefObject<HTMLInputElement | null>;
  onCancel: () => void;
  onCreated: (created: CreatedApiKey) => void;
};

export function CreateKeyForm({ suggestedName, nameRef, onCancel, onCreated }: Props) {
  const [choice, setChoice] = useState<ExpiryChoice>('90');
  const [customDays, setCustomDays] = useState('');
  const { run, isPending, fieldErrors, formError } = useAction<CreatedApiKey>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = {
      name: form.get('name'),
      expiresInDays: expiryDays(choice, customDays),
      canCreateKeys: form.has('canCreateKeys'),
    };
    run(() => createApiKeyAction(input), onCreated);
  }

  return (
    <form onSubmit={submit} noValidate className="mt-5">
      <FormError failure={formError} className="mb-4" />
      <TextField
        ref={nameRef}
        label="Name"
        name="name"
        defaultValue={suggestedName}
        error={fieldErrors.name}
        hint="Say where it is used, such as “CI Pipeline - Production” or “Ada’s laptop”."
        autoComplete="off"
        spellCheck={false}
      />
      <ExpiryField
        choice={choice}
        onChoice={setChoice}
        customDays={customDays}
        onCustomDays={setCustomDays}
        error={fieldErrors.expiresInDays}
      />
      <fieldset className="mt-5">
        <legend className="mb-1.5 font-medium">Permissions</legend>
        <p className="text-sm text-muted">
          The key has your role in every space you are a member of, now and in future.
        </p>
        <label className="mt-3 flex items-start gap-2.5">
          <input type="checkbox" name="canCreateKeys" className="mt-0.5 size-4 shrink-0 accent-accent" />
          <span>
            Allow this key to create other keys
            <span className="block text-sm text-muted">
              Only for automation that hands out keys of its own.
            </span>
          </span>
        </label>
      </fieldset>
      <DialogActions>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isPending}>
          {isPending ? 'Creating…' : 'Create API Key'}
        </Button>
      </DialogActions>
    </form>
  );
}
