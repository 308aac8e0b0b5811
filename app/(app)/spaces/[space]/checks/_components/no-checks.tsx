import { ChartLine, CircleCheck, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';

const USES = [
  {
    icon: ChartLine,
    name: 'Measure',
    text: 'Count what is missing, late or wrong, or let a query of your own return the number.',
  },
  {
    icon: CircleCheck,
    name: 'Judge',
    text: 'Say what the value must be. A check passes, warns or fails, and keeps every result.',
  },
  {
    icon: SquareTerminal,
    name: 'Trigger',
    text: 'Run it here, by a schedule, or from a pipeline with an API key.',
  },
];

/** Why one would want a check. */
export function NoChecks({ action }: { action: ReactNode }) {
  return (
    <section className="rounded border bg-surface px-5 py-10 sm:px-10 sm:py-14">
      <div className="mx-auto flex max-w-md flex-col items-center text-center">
        <span className="grid size-12 place-items-center rounded bg-accent-soft text-accent-ink">
          <CircleCheck aria-hidden className="size-6" />
        </span>
        <h2 className="mt-5 text-lg font-semibold tracking-tight">No checks yet</h2>
        <p className="mt-1.5 text-muted">
          A check measures one number in your data and says whether it is as it must be.
        </p>
        {action && <div className="mt-6">{action}</div>}
      </div>
      <ul className="mx-auto mt-12 grid max-w-3xl gap-6 border-t pt-8 sm:grid-cols-3">
        {USES.map(({ icon: Icon, name, text }) => (
          <li key={name}>
            <h3 className="flex items-center gap-2 font-medium">
              <Icon aria-hidden className="size-4 text-muted" />
              {name}
            </h3>
            <p className="mt-1 text-sm text-muted">{text}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
