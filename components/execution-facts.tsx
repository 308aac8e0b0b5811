import { clsx } from 'clsx';
import type { ReactNode } from 'react';

/** What is known of one thing, name by name. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y rounded border bg-surface">{children}</dl>;
}

type FactProps = {
  name: string;
  /** So much that a narrow screen has no room for it beside its name. */
  isLong?: boolean;
  children: ReactNode;
};

export function Fact({ name, isLong = false, children }: FactProps) {
  return (
    <div
      className={clsx(
        'grid gap-x-3 gap-y-1 px-4 py-2.5 sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-4',
        !isLong && 'grid-cols-[5.5rem_minmax(0,1fr)]',
      )}
    >
      <dt className="text-sm leading-5 text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
