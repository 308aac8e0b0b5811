'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { useDialogHost } from '@/components/use-dialog-host';
import { AddMemberDialog } from './add-member-dialog';
import { ChangeRoleDialog } from './change-role-dialog';
import type { MembersPage, OpenDialog } from './member-dialog-props';
import { RemoveMemberDialog } from './remove-member-dialog';

type Open = (dialog: OpenDialog, returnTo: HTMLElement | null) => void;

const Context = createContext<Open | null>(null);

/** Opens a dialog; focus returns to `returnTo` when it closes. */
export function useOpenMemberDialog(): Open {
  const open = useContext(Context);
  if (!open) throw new Error('useOpenMemberDialog is used outside MemberDialogsProvider');
  return open;
}

export function MemberDialogsProvider({ children, ...page }: MembersPage & { children: ReactNode }) {
  const { dialog, open, key, props } = useDialogHost<OpenDialog>();
  return (
    <Context.Provider value={open}>
      {children}
      {dialog?.kind === 'add' && <AddMemberDialog key={key} {...props} {...page} />}
      {dialog?.kind === 'role' && <ChangeRoleDialog key={key} {...props} {...page} member={dialog.member} />}
      {dialog?.kind === 'remove' && (
        <RemoveMemberDialog key={key} {...props} {...page} member={dialog.member} />
      )}
    </Context.Provider>
  );
}
