'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useKeyDialogs } from './key-dialogs';

export function CreateKeyButton({ id }: { id?: string }) {
  const { open } = useKeyDialogs();
  return (
    <Button
      id={id}
      variant="primary"
      className="max-sm:h-11"
      onClick={(event) => open({ kind: 'create' }, event.currentTarget)}
    >
      <Plus aria-hidden className="-ml-1 size-4" />
      Create API Key
    </Button>
  );
}
