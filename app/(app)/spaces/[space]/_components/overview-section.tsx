import type { ReactNode } from 'react';

type Props = { id: string; title: string; aside?: ReactNode; children: ReactNode };

export function OverviewSection({ id, title, aside, children }: Props) {
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id={id} className="font-medium">
          {title}
        </h2>
        {aside && <div className="text-sm text-muted">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
