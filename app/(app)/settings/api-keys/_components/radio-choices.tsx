'use client';

import { clsx } from 'clsx';

type Props<T extends string> = {
  name: string;
  choices: readonly { value: T; label: string }[];
  value: T;
  onChoice: (value: T) => void;
  className: string;
};

/** Radio buttons that look like buttons; the fieldset around them says what is chosen. */
export function RadioChoices<T extends string>({ name, choices, value, onChoice, className }: Props<T>) {
  return (
    <div className={clsx('grid gap-2', className)}>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className="relative grid h-9 place-items-center rounded border border-line-strong/70 bg-surface px-1 text-sm shadow-control select-none hover:border-line-strong has-checked:border-accent-ink has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-ink max-sm:h-11"
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChoice(choice.value)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
