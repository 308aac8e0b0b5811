'use client';

import { CHECK_TYPES, type CheckType } from '@/lib/checks/definition';
import { TYPE_WORDS } from '../../_lib/check-types';
import { ErrorText } from './fields';

type Props = { value: CheckType; onChange: (type: CheckType) => void; error: string | undefined };

/** The types of checks, each explained in a line. */
export function TypeField({ value, onChange, error }: Props) {
  return (
    <fieldset>
      <legend className="sr-only">Type</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {CHECK_TYPES.map((type) => (
          <label
            key={type}
            className="relative flex gap-2.5 rounded border bg-surface px-3 py-2.5 shadow-control select-none hover:border-line-strong has-checked:border-accent-ink has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name="checkType"
              value={type}
              checked={type === value}
              onChange={() => onChange(type)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="block font-medium">{TYPE_WORDS[type].name}</span>
              <span className="block text-sm text-pretty text-muted">{TYPE_WORDS[type].text}</span>
            </span>
          </label>
        ))}
      </div>
      <ErrorText error={error} />
    </fieldset>
  );
}
