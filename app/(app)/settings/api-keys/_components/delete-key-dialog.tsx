'use client';

import { type FormEvent, useRef } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import { replacementName } from '../_lib/expiry';
import { isInUse, keyState } from '../_lib/key-state';
import { usageText } from '../_lib/usage-text';
import { revokeApiKeyAction } from '../actions';
import { focusAfterDelete } from './focus-after-delete';
import type { KeyDialogProps, OpenDialog } from './key-dialog-props';

export function DeleteKeyDialog({
  isOpen,
  close,
  open,
  returnFocus,
  apiKey,
}: KeyDialogProps & { apiKey: UsedApiKeyView }) {
  const first = useRef<HTMLElement | null>(null);
  const { run, isPending, fieldErrors, formError, fail } = useAction<void>();
  const toast = useToast();
  const now = Date.now();
  const asksTwice = isInUse(apiKey, now);
  const alternative: OpenDialog =
    keyState(apiKey, now) === 'expired'
      ? { kind: 'create', suggestedName: replacementName(apiKey.name) }
      : { kind: 'rotate', apiKey };

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (asksTwice && new FormData(event.currentTarget).get('confirmation') !== apiKey.name) {
      fail('confirmation', 'That is not the name. Type it exactly as it is written above.');
      return;
    }
    run(
      () => revokeApiKeyAction({ id: apiKey.id }),
      () => {
        returnFocus.set(focusAfterDelete(apiKey.id));
        toast('API key deleted', { description: `Requests with “${apiKey.name}” are refused from now on.` });
        close();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={`Delete “${apiKey.name}”?`}
      description={usageText(apiKey, now)}
      size="small"
      initialFocus={first}
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-4">
        <ul className="list-disc space-y-1 pl-5">
          <li>Anything that still uses this key fails at once.</li>
          <li>This cannot be undone: a deleted key never comes back.</li>
        </ul>
        {asksTwice && (
          <>
            <Notice tone="warn" className="mt-4">
              {apiKey.replacedBy ? (
                `It was used after “${apiKey.replacedBy.name}” took over: something has not changed over yet.`
              ) : (
                <>
                  This key is in use. To change over without a gap,{' '}
                  <button
                    type="button"
                    className="rounded font-medium underline underline-offset-2"
                    onClick={() => open(alternative, returnFocus.get())}
                  >
                    {alternative.kind === 'rotate' ? 'rotate it instead' : 'create a replacement first'}
                  </button>
                  .
                </>
              )}
            </Notice>
            <TextField
              ref={(element) => {
                first.current = element;
              }}
              className="mt-4"
              label={`Type “${apiKey.name}” to confirm`}
              name="confirmation"
              error={fieldErrors.confirmation}
              autoComplete="off"
              spellCheck={false}
            />
          </>
        )}
        <FormError failure={formError} className="mt-4" />
        <DialogActions>
          <Button
            ref={(element) => {
              if (!asksTwice) first.current = element;
            }}
            onClick={close}
          >
            Cancel
          </Button>
          <Button type="submit" variant="danger" pending={isPending}>
            {isPending ? 'Deleting…' : 'Delete key'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
