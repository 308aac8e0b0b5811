'use client';

import { type FormEvent, useRef, useState } from 'react';
import { FormError } from '@/components/form-error';
import { SpaceChoice } from '@/components/space-choice';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { TextField } from '@/components/ui/field';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { HostedDialog } from '@/components/use-dialog-host';
import type { SourceKind, SourceView } from '@/lib/sources/schema';
import { addSourceAction } from '../actions';
import { KIND_WORDS } from './source-words';

const KINDS = (Object.keys(KIND_WORDS) as SourceKind[]).map((kind) => ({
  value: kind,
  name: KIND_WORDS[kind].name,
  text: KIND_WORDS[kind].text,
}));

export function AddSourceDialog({ isOpen, close, returnFocus, space }: HostedDialog & { space: string }) {
  const nameField = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<SourceKind>('postgres');
  /** Of each kind, so that trying the other loses nothing. */
  const [locations, setLocations] = useState<Record<SourceKind, string>>({ postgres: '', files: '' });
  const { run, isPending, fieldErrors, formError } = useAction<SourceView>();
  const toast = useToast();
  const { location, hint, example } = KIND_WORDS[kind];

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get('name');
    run(
      () => addSourceAction({ space, source: { kind, name, location: locations[kind] } }),
      (source) => {
        toast('Source added', { description: `Checks can now read “${source.name}”.` });
        close();
      },
    );
  }

  return (
    <Dialog
      open={isOpen}
      onOpenChange={close}
      title="Add source"
      description="Checks name it, and every member of the space can see its tables."
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
          error={fieldErrors.name}
          hint="What checks call it, such as warehouse."
          autoComplete="off"
          spellCheck={false}
        />
        <SpaceChoice
          legend="Kind"
          name="kind"
          options={KINDS}
          value={kind}
          onChange={setKind}
          error={fieldErrors.kind}
        />
        <TextField
          label={location}
          name="location"
          value={locations[kind]}
          onChange={(event) => setLocations({ ...locations, [kind]: event.currentTarget.value })}
          error={fieldErrors.location}
          hint={hint}
          placeholder={example}
          autoComplete="off"
          spellCheck={false}
        />
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" variant="primary" pending={isPending}>
            {isPending ? 'Adding…' : 'Add source'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
