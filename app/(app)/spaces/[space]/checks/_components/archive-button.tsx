'use client';

import { Archive, ArchiveRestore } from 'lucide-react';
import { useRef, useState } from 'react';
import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { Dialog, DialogActions } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { CheckView } from '@/lib/checks/schema';
import { archiveCheckAction, restoreCheckAction } from '../actions';

type Props = Pick<CheckView, 'space' | 'slug' | 'name' | 'isArchived'> & { hasSchedule: boolean };

/** Puts a check aside, or takes it back, after saying what that means. */
export function ArchiveButton({ space, slug, name, isArchived, hasSchedule }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  // As it was asked: when it is done the page changes, while the dialog is still on its way out.
  const [restores, setRestores] = useState(isArchived);
  const keep = useRef<HTMLButtonElement>(null);
  const { run, isPending, formError } = useAction<CheckView>();
  const toast = useToast();
  const Icon = isArchived ? ArchiveRestore : Archive;

  function ask() {
    setRestores(isArchived);
    setIsOpen(true);
  }

  function confirm() {
    const action = restores ? restoreCheckAction : archiveCheckAction;
    run(
      () => action({ space, slug }),
      () => {
        setIsOpen(false);
        toast(restores ? 'Check restored' : 'Check archived');
      },
    );
  }

  return (
    <>
      <Button className="max-sm:h-11" onClick={ask}>
        <Icon aria-hidden className="-ml-1 size-4" />
        {isArchived ? 'Restore' : 'Archive'}
      </Button>
      <Dialog
        open={isOpen}
        onOpenChange={setIsOpen}
        title={`${restores ? 'Restore' : 'Archive'} “${name}”?`}
        size="small"
        initialFocus={keep}
      >
        <ul className="mt-4 list-disc space-y-1 pl-5">
          {consequences(restores, hasSchedule).map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <FormError failure={formError} className="mt-4" />
        <DialogActions>
          <Button ref={keep} onClick={() => setIsOpen(false)}>
            Cancel
          </Button>
          <Button variant="primary" pending={isPending} onClick={confirm}>
            {restores ? 'Restore check' : 'Archive check'}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function consequences(isArchived: boolean, hasSchedule: boolean): string[] {
  if (isArchived) {
    return [
      'It is in the list again, and can be run and edited.',
      ...(hasSchedule ? ['Its schedule runs it again from now on.'] : []),
    ];
  }
  return [
    'Nobody can run it any more: pipelines that trigger it get an error that says so.',
    ...(hasSchedule ? ['Its schedule stops.'] : []),
    'Its executions and its history stay, and it can be restored.',
  ];
}
