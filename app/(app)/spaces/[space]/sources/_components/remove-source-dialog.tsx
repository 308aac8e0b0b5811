'use client';

import { type FormEvent, useRef } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { HostedDialog } from '@/components/use-dialog-host';
import type { SourceView } from '@/lib/sources/schema';
import { removeSourceAction } from '../actions';
import { ADD_BUTTON_ID } from './add-button-id';

type Props = HostedDialog & { space: string; source: SourceView };

export function RemoveSourceDialog({ isOpen, close, returnFocus, space, source }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  const { run, isPending, formError } = useAction<void>();
  const toast = useToast();
  const isInUse = source.checkCount > 0;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run(
      () => removeSourceAction({ space, name: source.name }),
      () => {
        returnFocus.set(document.getElementById(ADD_BUTTON_ID));
        close();
        toast('Source removed', { description: `Checks can no longer read “${source.name}”.` });
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title={`Remove “${source.name}”?`}
      size="small"
      initialFocus={cancel}
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-4">
        {isInUse ? (
          <Notice tone="warn">
            {source.checkCount === 1 ? '1 check reads' : `${source.checkCount} checks read`} from it, archived
            ones included. Let them read from another source first.
          </Notice>
        ) : (
          <ul className="list-disc space-y-1 pl-5">
            <li>No check reads from it, so none will fail.</li>
            <li>The data, the connection and the files stay as they are.</li>
            <li>It can be added again at any time.</li>
          </ul>
        )}
        <FormError failure={formError} className="mt-4" />
        <DialogActions>
          <Button ref={cancel} onClick={close}>
            {isInUse ? 'Close' : 'Cancel'}
          </Button>
          {!isInUse && (
            <Button type="submit" variant="danger" pending={isPending}>
              {isPending ? 'Removing…' : 'Remove source'}
            </Button>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
