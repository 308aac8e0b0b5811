import type { ReactNode } from 'react';

/** What is known of one thing, name by name. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="divide-y rounded border bg-surface">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="gap-4 px-4 py-2.5 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-sm text-muted sm:leading-5">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
