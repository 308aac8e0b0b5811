'use client';

import { Badge, type Tone } from '@/components/ui/badge';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { replacementName } from '../_lib/expiry';
import type { KeyState } from '../_lib/key-state';
import { useKeyDialogs } from './key-dialogs';

type Advice = { label: string; opens: 'replacement' | 'delete' };

const STATES: Record<KeyState, { tone: Tone; label: string; advice?: Advice }> = {
  active: { tone: 'good', label: 'Active' },
  expires_soon: {
    tone: 'warn',
    label: 'Expires soon',
    advice: { label: 'Create replacement', opens: 'replacement' },
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

const NO_EXPIRY: Advice = { label: 'Replace with one that expires', opens: 'replacement' };

/** The key's state and, where something should be done about it, the button that does it. */
export function KeyStateCell({ apiKey, state }: { apiKey: ApiKeyView; state: KeyState }) {
  const { open } = useKeyDialogs();
  const { tone, label, advice } = STATES[state];
  const neverExpires = apiKey.expiresAt === null;
  const offer = advice ?? (neverExpires ? NO_EXPIRY : undefined);
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="flex flex-wrap gap-1">
        <Badge tone={tone}>{label}</Badge>
        {neverExpires && <Badge>No expiry</Badge>}
      </span>
      {offer && (
        <button
          type="button"
          aria-label={`${offer.label}: ${apiKey.name}`}
          className="rounded py-0.5 text-left text-sm text-accent-ink underline-offset-2 hover:underline"
          onClick={(event) =>
            open(
              offer.opens === 'delete'
                ? { kind: 'delete', apiKey }
                : { kind: 'create', suggestedName: replacementName(apiKey.name) },
              event.currentTarget,
            )
          }
        >
          {offer.label}
        </button>
      )}
    </div>
  );
}
