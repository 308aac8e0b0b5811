import { RelativeTime } from '@/components/relative-time';
import type { CheckVersionView } from '@/lib/checks/schema';

/** How many changes are shown before one asks for more. */
const SHOWN = 5;

/** Who changed what of a check, and when, newest first. */
export function History({ versions, now }: { versions: CheckVersionView[]; now: number }) {
  const [shown, rest] = [versions.slice(0, SHOWN), versions.slice(SHOWN)];
  return (
    <>
      <Versions versions={shown} now={now} />
      {rest.length > 0 && (
        <details className="mt-3">
          <summary className="w-fit rounded text-sm text-muted hover:text-ink">
            {rest.length} earlier {rest.length === 1 ? 'change' : 'changes'}
          </summary>
          <div className="mt-3">
            <Versions versions={rest} now={now} />
          </div>
        </details>
      )}
    </>
  );
}

function Versions({ versions, now }: { versions: CheckVersionView[]; now: number }) {
  return (
    <ol className="divide-y rounded border bg-surface">
      {versions.map((version) => (
        <li key={version.version} className="px-4 py-3">
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="font-medium">{authorText(version)}</span>
            <span className="text-muted">
              {version.version === 1 ? 'created it' : `made version ${version.version}`}
            </span>
            <span className="text-muted sm:ml-auto">
              <RelativeTime time={version.changedAt} now={now} />
            </span>
          </p>
          {version.changes.length > 0 && (
            <dl className="mt-2 space-y-2 text-sm">
              {version.changes.map(({ field, label, before, after }) => (
                <div key={field} className="gap-3 sm:grid sm:grid-cols-[9rem_minmax(0,1fr)]">
                  <dt className="text-muted">{label}</dt>
                  <dd className="min-w-0">
                    <Change before={before} after={after} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
}

function Change({ before, after }: { before: string; after: string }) {
  return (
    <span className="flex flex-col gap-0.5 [overflow-wrap:anywhere] whitespace-pre-wrap">
      <del className="text-muted">
        <span className="sr-only">was </span>
        {before}
      </del>
      <ins className="no-underline">
        <span className="sr-only">is </span>
        {after}
      </ins>
    </span>
  );
}

function authorText({ changedBy, apiKey }: CheckVersionView): string {
  const who = changedBy ? changedBy.name || changedBy.email : 'Qarion';
  return apiKey ? `${who} with the key ${apiKey.name}` : who;
}
