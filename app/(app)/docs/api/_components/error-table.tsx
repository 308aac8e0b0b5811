import { ERROR_CODES } from '@/lib/errors/codes';

/** Every error there is; each has the anchor that `type` in a problem document points to. */
export function ErrorTable() {
  return (
    <section aria-labelledby="errors" className="border-t py-8">
      <h2 id="errors" className="text-lg font-semibold tracking-tight">
        Errors
      </h2>
      <dl className="mt-4 divide-y rounded border bg-surface">
        {Object.entries(ERROR_CODES).map(([code, { status, title }]) => (
          <div
            key={code}
            id={`error-${code}`}
            className="flex scroll-mt-6 flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2 target:bg-hover"
          >
            <dt className="font-mono text-sm">{code}</dt>
            <dd className="flex-1 text-sm text-muted">{title}</dd>
            <dd className="text-sm tabular-nums text-muted">{status}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
