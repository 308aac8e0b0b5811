'use client';

import { Field as Base } from '@base-ui/react/field';
import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import { CONTROL } from '@/components/ui/control';
import { FieldErrorIcon } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

type AreaProps = {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error: string | undefined;
  rows: number;
  isCode?: boolean;
  placeholder?: string;
};

/** A labelled text of several lines. */
export function TextArea({
  label,
  name,
  value,
  onChange,
  hint,
  error,
  rows,
  isCode,
  placeholder,
}: AreaProps) {
  return (
    <Base.Root name={name} invalid={error !== undefined}>
      <Base.Label className="mb-1.5 block font-medium">{label}</Base.Label>
      <Base.Control
        value={value}
        onValueChange={onChange}
        render={<textarea rows={rows} spellCheck={!isCode} placeholder={placeholder} />}
        className={clsx(
          CONTROL,
          'block h-auto! min-h-20 resize-y py-2',
          isCode && 'overflow-x-auto font-mono text-sm whitespace-pre max-sm:text-lg',
        )}
      />
      {hint && <Base.Description className="mt-1.5 text-sm text-muted">{hint}</Base.Description>}
      <Base.Error match={error !== undefined} className="mt-1.5 flex items-start gap-1.5 text-sm text-bad">
        <FieldErrorIcon />
        {error}
      </Base.Error>
    </Base.Root>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
  hint?: ReactNode;
  error: string | undefined;
};

/** A labelled choice. */
export function Choice({ label, value, onChange, options, hint, error }: ChoiceProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <Select
        id={id}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        options={options}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-more`}
      />
      <div id={`${id}-more`}>
        {hint && <p className="mt-1.5 text-sm text-muted">{hint}</p>}
        <ErrorText error={error} />
      </div>
    </div>
  );
}

export function ErrorText({ error }: { error: string | undefined }) {
  if (!error) return null;
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-sm text-bad">
      <FieldErrorIcon />
      {error}
    </p>
  );
}

/** A part of the editor, under a heading of its own. */
export function Part({ title, text, children }: { title: string; text?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t py-6 first:border-t-0 first:pt-0">
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      {text && <p className="mt-0.5 text-muted">{text}</p>}
      <div className="mt-4 space-y-5">{children}</div>
    </section>
  );
}
