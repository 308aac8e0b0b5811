'use client';

import { utcDateText } from '@/components/relative-time-text';
import { CONTROL } from '@/components/ui/control';
import { FieldErrorIcon } from '@/components/ui/field';
import { EXPIRY_CHOICES, type ExpiryChoice, expiryDate, expiryDays } from '../_lib/expiry';
import { RadioChoices } from './radio-choices';

type Props = {
  legend?: string;
  choice: ExpiryChoice;
  onChoice: (choice: ExpiryChoice) => void;
  customDays: string;
  onCustomDays: (days: string) => void;
  error: string | undefined;
};

export function ExpiryField({
  legend = 'Expires after',
  choice,
  onChoice,
  customDays,
  onCustomDays,
  error,
}: Props) {
  return (
    <fieldset className="mt-5" aria-describedby="expiry-hint expiry-error">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <RadioChoices
        name="expiry"
        choices={EXPIRY_CHOICES}
        value={choice}
        onChoice={onChoice}
        className="grid-cols-3 sm:grid-cols-6"
      />
      {choice === 'custom' && (
        <label className="mt-3 flex items-center gap-2.5">
          <input
            inputMode="numeric"
            name="customDays"
            value={customDays}
            onChange={(event) => onCustomDays(event.currentTarget.value)}
            aria-label="Days until the key expires"
            aria-invalid={error !== undefined}
            aria-describedby="expiry-error expiry-hint"
            autoComplete="off"
            className={`${CONTROL} max-w-24`}
          />
          days
        </label>
      )}
      <p id="expiry-hint" aria-live="polite" className="mt-1.5 text-sm text-muted empty:hidden">
        {hint(choice, customDays)}
      </p>
      <p id="expiry-error" className="mt-1.5 flex items-start gap-1.5 text-sm text-bad empty:hidden">
        {error && (
          <>
            <FieldErrorIcon />
            {error}
          </>
        )}
      </p>
    </fieldset>
  );
}

function hint(choice: ExpiryChoice, customDays: string): string {
  if (choice === 'never') {
    return 'It works until you delete it. If it leaks and nobody notices, so does the harm: prefer a date.';
  }
  const date = expiryDate(expiryDays(choice, customDays), Date.now());
  return date ? `Expires on ${utcDateText(date)}.` : 'Between 1 and 3650 days.';
}
