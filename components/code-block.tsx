'use client';

import { CopyButton } from './ui/copy-button';

/** A statement, a command or a file. It scrolls in itself, so that the page need not, and the keyboard can reach it to do so. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <div className="overflow-hidden rounded border bg-sunken">
      <div className="flex items-center justify-between gap-2 border-b py-1 pr-1 pl-3">
        <span className="min-w-0 truncate text-sm text-muted">{label}</span>
        <CopyButton variant="ghost" label="Copy" getText={() => code} />
      </div>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-b focus-visible:-outline-offset-2"
      >
        <pre className="w-max min-w-full p-3 font-mono text-sm">
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}
