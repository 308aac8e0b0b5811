import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { StatusBadge } from '@/components/execution-status';
import { firstLine } from '@/components/execution-text';
import { RelativeTime } from '@/components/relative-time';
import { checkPath } from '@/components/space-paths';
import { Badge } from '@/components/ui/badge';
import type { CheckView, LastExecution } from '@/lib/checks/schema';
import { OverviewSection } from './overview-section';

type Props = {
  checks: CheckView[];
  total: number;
  /** Whether any check has run at all. */
  hasResults: boolean;
  now: number;
};

/** The checks whose newest result somebody should look into, worst first. */
export function AttentionList({ checks, total, hasResults, now }: Props) {
  return (
    <OverviewSection
      id="attention"
      title="Needs attention"
      aside={total > checks.length && `The worst ${checks.length} of ${total.toLocaleString('en-US')}`}
    >
      {checks.length === 0 ? (
        <Calm hasResults={hasResults} />
      ) : (
        <ul className="divide-y rounded border bg-surface">
          {checks.flatMap((check) =>
            check.lastExecution ? (
              <AttentionRow key={check.id} check={check} last={check.lastExecution} now={now} />
            ) : (
              []
            ),
          )}
        </ul>
      )}
    </OverviewSection>
  );
}

function AttentionRow({ check, last, now }: { check: CheckView; last: LastExecution; now: number }) {
  const isGrave = check.severity === 'critical' || check.severity === 'high';
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[5.5rem_minmax(0,1fr)_auto]">
      <span>
        <StatusBadge status={last.status} />
      </span>
      <div className="min-w-0 max-sm:col-span-2 max-sm:row-start-2">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={checkPath(check.space, check.slug)}
            prefetch={false}
            className="rounded font-medium [overflow-wrap:anywhere] underline-offset-2 hover:underline"
          >
            {check.name}
          </Link>
          {isGrave && <Badge>{check.severity === 'critical' ? 'Critical' : 'High'}</Badge>}
        </span>
        {last.message && (
          <p className="mt-0.5 line-clamp-2 text-sm text-muted [overflow-wrap:anywhere]">
            {firstLine(last.message)}
          </p>
        )}
      </div>
      <span className="text-sm text-muted max-sm:col-start-2 max-sm:row-start-1">
        <RelativeTime time={last.finishedAt} now={now} />
      </span>
    </li>
  );
}

function Calm({ hasResults }: { hasResults: boolean }) {
  const Icon = hasResults ? CircleCheck : CircleDashed;
  return (
    <p className="flex items-center gap-2.5 rounded border bg-surface px-4 py-3 text-muted">
      <Icon aria-hidden className={`size-4 shrink-0 ${hasResults ? 'text-good' : ''}`} />
      {hasResults ? 'Nothing. Every check that has run has passed.' : 'No check has run yet.'}
    </p>
  );
}
