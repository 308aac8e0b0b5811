'use client';

import { type FormEvent, useRef } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { renameApiKeyAction } from '../actions';
import type { KeyDialogProps } from './key-dialog-props';

export function RenameKeyDialog({
  isOpen,
  close,
  returnFocus,
  apiKey,
}: KeyDialogProps & { apiKey: ApiKeyView }) {
  const nameField = useRef<HTMLInputElement>(null);
  const { run, isPending, fieldErrors, formError } = useAction<ApiKeyView>();
  const toast = useToast();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    run(
      () => renameApiKeyAction({ id: apiKey.id, name }),
      (renamed) => {
        toast('API key renamed', { description: `It is now called “${renamed.name}”.` });
        close();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title="Rename API key"
      description="Only the name changes: whatever uses the key keeps working."
      size="small"
      initialFocus={() => {
        nameField.current?.select();
        return nameField.current;
      }}
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-5">
        <FormError failure={formError} className="mb-4" />
        <TextField
          ref={nameField}
          label="Name"
          name="name"
          defaultValue={apiKey.name}
          error={fieldErrors.name}
          autoComplete="off"
          spellCheck={false}
        />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {isPending ? 'Renaming…' : 'Rename'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
