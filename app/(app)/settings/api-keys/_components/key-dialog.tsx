import { CreateKeyDialog } from './create-key-dialog';
import { DeleteKeyDialog } from './delete-key-dialog';
import { KeyDetailsDialog } from './key-details-dialog';
import type { KeyDialogProps, OpenDialog } from './key-dialog-props';
import { RenameKeyDialog } from './rename-key-dialog';
import { RotateKeyDialog } from './rotate-key-dialog';

/** The dialog that is open. All of them are fetched together, when somebody is there to open one. */
export function KeyDialog({ dialog, ...props }: KeyDialogProps & { dialog: OpenDialog }) {
  switch (dialog.kind) {
    case 'create':
      return <CreateKeyDialog {...props} suggestedName={dialog.suggestedName ?? ''} />;
    case 'rotate':
      return <RotateKeyDialog {...props} apiKey={dialog.apiKey} expiry={dialog.expiry} />;
    case 'rename':
      return <RenameKeyDialog {...props} apiKey={dialog.apiKey} />;
    case 'delete':
      return <DeleteKeyDialog {...props} apiKey={dialog.apiKey} />;
    case 'details':
      return <KeyDetailsDialog {...props} apiKey={dialog.apiKey} />;
  }
}
