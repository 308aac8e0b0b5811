'use client';

import { Button } from '@/components/ui/button';
import { useSignOut } from '@/components/use-sign-out';

export function SignOutButton() {
  const { leave, isPending } = useSignOut();
  return (
    <Button
      variant="primary"
      className="w-full max-sm:h-11"
      pending={isPending}
      autoFocus
      onClick={() => void leave()}
    >
      {isPending ? 'Signing out…' : 'Sign out'}
    </Button>
  );
}
