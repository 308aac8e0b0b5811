'use client';

import { utcTimeText } from '@/components/relative-time-text';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { OVERLAP_CHOICES, type OverlapChoice, overlapEnd } from '../_lib/overlap';
import { RadioChoices } from './radio-choices';

type Props = {
  apiKey: ApiKeyView;
  choice: OverlapChoice;
  onChoice: (choice: OverlapChoice) => void;
};

/** How long the old key goes on working, and until when that is. */
export function OverlapField({ apiKey, choice, onChoice }: Props) {
  const { end, isOwnEnd } = overlapEnd(apiKey.expiresAt, choice, Date.now());
  return (
    <fieldset className="mt-5" aria-describedby="overlap-hint">
      <legend className="mb-1.5 font-medium">The old key goes on working for</legend>
      <RadioChoices
        name="overlap"
        choices={OVERLAP_CHOICES}
        value={choice}
        onChoice={onChoice}
        className="grid-cols-2 sm:grid-cols-4"
      />
      <p id="overlap-hint" aria-live="polite" className="mt-1.5 text-sm text-muted">
        {choice === '0'
          ? 'It ends at once: whatever still uses it fails. For a key that others may have seen.'
          : `Until ${utcTimeText(end)}${isOwnEnd ? ', when it expires anyway' : ''}. Change over before that.`}
      </p>
    </fieldset>
  );
}
