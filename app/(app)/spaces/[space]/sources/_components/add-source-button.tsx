'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ADD_BUTTON_ID } from './add-button-id';
import { useOpenSourceDialog } from './source-dialogs';

export function AddSourceButton() {
  const open = useOpenSourceDialog();
  return (
    <Button
      id={ADD_BUTTON_ID}
      variant="primary"
      className="max-sm:h-11"
      onClick={(event) => open({ kind: 'add' }, event.currentTarget)}
    >
      <Plus aria-hidden className="-ml-1 size-4" />
      Add source
    </Button>
  );
}
