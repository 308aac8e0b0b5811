'use client';

import { utcTimeText } from '@/components/relative-time-text';
import { Badge, type Tone } from '@/components/ui/badge';
import type { UsedApiKeyView } from '@/lib/api-keys/schema';
import { replacementName } from '../_lib/expiry';
import type { KeyState } from '../_lib/key-state';
import type { OpenDialog } from './key-dialog-props';
import { useKeyDialogs } from './key-dialogs';

type Advice = { label: string; opens: 'rotate' | 'replacement' | 'delete' };

const STATES: Record<KeyState, { tone: Tone; label: string; advice?: Advice }> = {
  active: { tone: 'good', label: 'Active' },
  expires_soon: {
    tone: 'warn',
    label: 'Expires soon',
    advice: { label: 'Rotate', opens: 'rotate' },
  },
  replaced: {
    tone: 'neutral',
    label: 'Replaced',
    advice: { label: 'Delete once nothing uses it', opens: 'delete' },
  },
  expired: { tone: 'bad', label: 'Expired', advice: { label: 'Create replacement', opens: 'replacement' } },
  unused: {
    tone: 'warn',
    label: 'Unused for 90 days',
    advice: { label: 'Delete if not needed', opens: 'delete' },
  },
  never_used: {
    tone: 'neutral',
    label: 'Never used',
    advice: { label: 'Delete if not needed', opens: 'delete' },
  },
};

const NO_EXPIRY: Advice = { label: 'Rotate into one that expires', opens: 'rotate' };
const REPLACED: Advice = { label: 'Delete', opens: 'delete' };

/** The key's state and, where something should be done about it, the button that does it. */
export function KeyStateCell({ apiKey, state }: { apiKey: UsedApiKeyView; state: KeyState }) {
  const { open } = useKeyDialogs();
  const { tone, label, advice } = STATES[state];
  const neverExpires = apiKey.expiresAt === null;
  const isOver = state === 'expired' && apiKey.replacedBy !== null;
  const offer = isOver ? REPLACED : (advice ?? (neverExpires ? NO_EXPIRY : undefined));
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="flex flex-wrap gap-1">
        <Badge tone={tone}>{label}</Badge>
        {neverExpires && <Badge>No expiry</Badge>}
      </span>
      {apiKey.replacedBy && (
        <span className="text-sm text-muted [overflow-wrap:anywhere]">
          {replacedText(apiKey, apiKey.replacedBy, isOver)}
        </span>
      )}
      {offer && (
        <button
          type="button"
          aria-label={`${offer.label}: ${apiKey.name}`}
          className="rounded py-0.5 text-left text-sm text-accent-ink underline-offset-2 hover:underline"
          onClick={(event) => open(dialogFor(offer, apiKey), event.currentTarget)}
        >
          {offer.label}
        </button>
      )}
    </div>
  );
}

type Replacement = NonNullable<UsedApiKeyView['replacedBy']>;

/** By which key, until when both work, and whether something still has to change over. */
function replacedText({ lastUsedAt, expiresAt }: UsedApiKeyView, by: Replacement, isOver: boolean): string {
  if (isOver || !expiresAt) return `Replaced by “${by.name}”.`;
  const use = lastUsedAt && lastUsedAt > by.createdAt ? 'Still used' : 'Not used since';
  return `By “${by.name}”. ${use}. Works until ${utcTimeText(expiresAt)}.`;
}

function dialogFor({ opens }: Advice, apiKey: UsedApiKeyView): OpenDialog {
  switch (opens) {
    case 'delete':
      return { kind: 'delete', apiKey };
    case 'rotate':
      // One that never expires is offered an end.
      return { kind: 'rotate', apiKey, ...(apiKey.expiresAt === null && { expiry: '90' }) };
    case 'replacement':
      return { kind: 'create', suggestedName: replacementName(apiKey.name) };
  }
}
