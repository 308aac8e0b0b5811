'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useDialogHost } from '@/components/use-dialog-host';
import { CreateSpaceDialog } from './create-space-dialog';

export function CreateSpaceButton() {
  const { dialog, open, key, props } = useDialogHost<'create'>();
  return (
    <>
      <Button
        variant="primary"
        className="max-sm:h-11"
        onClick={(event) => open('create', event.currentTarget)}
      >
        <Plus aria-hidden className="-ml-1 size-4" />
        Create space
      </Button>
      {dialog && <CreateSpaceDialog key={key} {...props} />}
    </>
  );
}
