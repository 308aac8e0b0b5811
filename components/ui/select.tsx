import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import { CONTROL } from './control';

type SelectProps = ComponentProps<'select'> & { options: { value: string; label: string }[] };

/** The platform's own select: it works before JavaScript does, and phones open their native list. */
export function Select({ options, className, ...props }: SelectProps) {
  return (
    <span className={clsx('relative block', className)}>
      <select {...props} className={clsx(CONTROL, 'appearance-none pr-8')}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
