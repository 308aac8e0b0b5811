import { Code, KeyRound, SquareTerminal, Webhook } from 'lucide-react';
import { CreateKeyButton } from './create-key-button';

const WAYS = [
  { icon: SquareTerminal, name: 'CLI', text: 'Trigger a quality check from a terminal or a pipeline step.' },
  { icon: Code, name: 'SDK', text: 'Call Qarion from Python or TypeScript, with types.' },
  { icon: Webhook, name: 'HTTP', text: 'Send the key as a bearer token with any client, such as curl.' },
];

/** Why one would want a key, and what to do with it. */
export function EmptyState() {
  return (
    <section className="rounded border bg-surface px-5 py-10 sm:px-10 sm:py-14">
      <div className="mx-auto flex max-w-md flex-col items-center text-center">
        <span className="grid size-12 place-items-center rounded bg-accent-soft text-accent-ink">
          <KeyRound aria-hidden className="size-6" />
        </span>
        <h2 className="mt-5 text-lg font-semibold tracking-tight">Create your first API key</h2>
        <p className="mt-1.5 mb-6 text-muted">
          Whatever runs without you needs a key: it acts with your permissions, can be told apart from your
          other keys, and can be deleted on its own.
        </p>
        <CreateKeyButton />
      </div>
      <ul className="mx-auto mt-12 grid max-w-3xl gap-6 border-t pt-8 sm:grid-cols-3">
        {WAYS.map(({ icon: Icon, name, text }) => (
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
