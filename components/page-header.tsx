import type { ReactNode } from 'react';

/** What this page is, in a sentence, and the one thing to do here. */
export function PageHeader({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
        <p className="mt-1 max-w-prose text-pretty text-muted">{children}</p>
      </div>
      {action}
    </header>
  );
}
