'use client';

import { Field as Base } from '@base-ui/react/field';
import { clsx } from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { CONTROL } from './control';

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
} & Omit<ComponentProps<'input'>, 'className'>;

/** A labelled text input; the hint and the error are read out with it. */
export function TextField({ label, hint, error, className, ...input }: FieldProps) {
  return (
    <Base.Root name={input.name} invalid={error !== undefined} className={clsx('block', className)}>
      <Base.Label className="mb-1.5 block font-medium">{label}</Base.Label>
      <Base.Control {...input} className={CONTROL} />
      {hint && <Base.Description className="mt-1.5 text-sm text-muted">{hint}</Base.Description>}
      <Base.Error match={error !== undefined} className="mt-1.5 flex items-start gap-1.5 text-sm text-bad">
        <FieldErrorIcon />
        {error}
      </Base.Error>
    </Base.Root>
  );
}

export function FieldErrorIcon() {
  return <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />;
}
