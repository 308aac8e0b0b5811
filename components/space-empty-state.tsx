import type { ReactNode } from 'react';

type Props = { icon: ReactNode; title: string; action?: ReactNode; children: ReactNode };

/** In place of a list that has nothing yet: what belongs here and what to do first. */
export function SpaceEmptyState({ icon, title, action, children }: Props) {
  return (
    <section className="rounded border bg-surface px-5 py-10 sm:px-10 sm:py-14">
      <div className="mx-auto flex max-w-md flex-col items-center text-center">
        <span className="grid size-12 place-items-center rounded bg-accent-soft text-accent-ink [&_svg]:size-6">
          {icon}
        </span>
        <h2 className="mt-5 text-lg font-semibold tracking-tight">{title}</h2>
        <p className="mt-1.5 text-muted">{children}</p>
        {action && <div className="mt-6 flex flex-wrap justify-center gap-2">{action}</div>}
      </div>
    </section>
  );
}
