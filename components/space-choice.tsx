'use client';

import { useId } from 'react';
import { FieldErrorIcon } from './ui/field';

type Props<Value extends string> = {
  legend: string;
  name: string;
  options: { value: Value; name: string; text: string }[];
  value: Value;
  onChange: (value: Value) => void;
  error?: string | undefined;
};

/** One of a few, each with what it means. */
export function SpaceChoice<Value extends string>({
  legend,
  name,
  options,
  value,
  onChange,
  error,
}: Props<Value>) {
  const errorId = useId();
  return (
    <fieldset aria-describedby={errorId}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="divide-y overflow-clip rounded border border-line-strong/70 bg-surface shadow-control">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex items-start gap-3 px-3 py-2.5 hover:bg-hover has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent-ink"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
            />
            <span>
              <span className="font-medium">{option.name}</span>
              <span className="block text-sm text-muted">{option.text}</span>
            </span>
          </label>
        ))}
      </div>
      <p id={errorId} className="mt-1.5 flex items-start gap-1.5 text-sm text-bad empty:hidden">
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
