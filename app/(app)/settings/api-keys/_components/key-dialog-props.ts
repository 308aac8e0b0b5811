import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import type { ExpiryChoice } from '../_lib/expiry';

/** Which dialog about keys is open, and about which key. */
export type OpenDialog =
  | { kind: 'create'; suggestedName?: string }
  | { kind: 'rotate'; apiKey: UsedApiKeyView; expiry?: ExpiryChoice }
  | { kind: 'rename' | 'delete' | 'details'; apiKey: UsedApiKeyView };

/** Opens a dialog; focus returns to `returnTo` when it closes. */
export type OpenKeyDialog = (dialog: OpenDialog, returnTo: HTMLElement | null) => void;

/** Everything a dialog about keys needs from the page it is on. */
export type KeyDialogProps = {
  isOpen: boolean;
  close: () => void;
  open: OpenKeyDialog;
  /** Where focus goes on close. */
  returnFocus: { get: () => HTMLElement | null; set: (element: HTMLElement | null) => void };
};
