'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { FormError } from '@/components/form-error';
import { spacePath } from '@/components/space-paths';
import { suggestSlug } from '@/components/space-slug';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { HostedDialog } from '@/components/use-dialog-host';
import type { SpaceView } from '@/lib/spaces/schema';
import { createSpaceAction } from '../actions';

export function CreateSpaceDialog({ isOpen, close, returnFocus }: HostedDialog) {
  const router = useRouter();
  const toast = useToast();
  const nameField = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  /** Null until somebody chooses one: it follows the name so long. */
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  const slug = ownSlug ?? suggestSlug(name);
  const { run, isPending, fieldErrors, formError } = useAction<SpaceView>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    run(
      () => createSpaceAction({ name, slug }),
      (space) => {
        toast('Space created', { description: `You are the first admin of “${space.name}”.` });
        close();
        router.push(spacePath(space.slug));
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title="Create space"
      description="You become its first admin, and can add people once it is there."
      keepOnOutsidePress
      initialFocus={nameField}
      finalFocus={() => returnFocus.get() ?? true}
    >
      <form onSubmit={submit} noValidate className="mt-5 space-y-5">
        <FormError failure={formError} />
        <TextField
          ref={nameField}
          label="Name"
          name="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldErrors.name}
          hint="Of a team or a domain of data, such as “Customer data”."
          autoComplete="off"
        />
        <TextField
          label="Short name"
          name="slug"
          value={slug}
          onChange={(event) => setOwnSlug(event.currentTarget.value || null)}
          error={fieldErrors.slug}
          hint="What addresses, the API and the CLI call it. It cannot be changed later."
          autoComplete="off"
          spellCheck={false}
        />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {isPending ? 'Creating…' : 'Create space'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
