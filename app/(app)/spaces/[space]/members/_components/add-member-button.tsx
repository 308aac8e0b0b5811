'use client';

import { UserPlus } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ADD_BUTTON_ID } from './focus-after-removal';
import { useOpenMemberDialog } from './member-dialogs';

export function AddMemberButton() {
  const open = useOpenMemberDialog();
  return (
    <Button
      id={ADD_BUTTON_ID}
      variant="primary"
      className="max-sm:h-11"
      onClick={(event) => open({ kind: 'add' }, event.currentTarget)}
    >
      <UserPlus aria-hidden className="-ml-1 size-4" />
      Add member
    </Button>
  );
}
