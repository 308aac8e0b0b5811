'use client';

import { utcDateText } from '@/components/relative-time-text';
import { CONTROL, FieldErrorIcon } from '@/components/ui/field';
import { EXPIRY_CHOICES, type ExpiryChoice, expiryDate, expiryDays } from '../_lib/expiry';

type Props = {
  choice: ExpiryChoice;
  onChoice: (choice: ExpiryChoice) => void;
  customDays: string;
  onCustomDays: (days: string) => void;
  error: string | undefined;
};

export function ExpiryField({ choice, onChoice, customDays, onCustomDays, error }: Props) {
  return (
    <fieldset className="mt-5" aria-describedby="expiry-hint expiry-error">
      <legend className="mb-1.5 font-medium">Expires after</legend>
      <div className="grid grid-cols-3 gap-2 sm:grid-cols-6">
        {EXPIRY_CHOICES.map(({ value, label }) => (
          <label
            key={value}
            className="relative grid h-9 place-items-center rounded border border-line-strong/70 bg-surface px-1 text-sm shadow-control select-none hover:border-line-strong has-checked:border-accent-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink max-sm:h-11"
          >
            <input
              type="radio"
              name="expiry"
              value={value}
              checked={choice === value}
              onChange={() => onChoice(value)}
              className="absolute inset-0 cursor-pointer appearance-none outline-none"
            />
            {label}
          </label>
        ))}
      </div>
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
