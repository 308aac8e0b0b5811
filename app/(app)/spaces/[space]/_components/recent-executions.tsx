import Link from 'next/link';
import { StatusBadge } from '@/components/execution-status';
import { triggerText } from '@/components/execution-text';
import { RelativeTime } from '@/components/relative-time';
import { executionPath, executionsPath } from '@/components/space-paths';
import type { ExecutionView } from '@/lib/executions/schema';
import { OverviewSection } from './overview-section';

type Props = { space: string; executions: ExecutionView[]; now: number };

export function RecentExecutions({ space, executions, now }: Props) {
  if (executions.length === 0) return null;
  return (
    <OverviewSection
      id="recent"
      title="Recent executions"
      aside={
        <Link
          href={executionsPath(space)}
          className="rounded text-accent-ink underline-offset-2 hover:underline"
        >
          All executions
        </Link>
      }
    >
      <ul className="divide-y rounded border bg-surface">
        {executions.map(({ id, status, checkName, triggeredBy, createdAt }) => (
          <li
            key={id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[5.5rem_minmax(0,1fr)_minmax(0,18rem)_7rem]"
          >
            <span className="max-sm:order-2 max-sm:justify-self-end">
              <StatusBadge status={status} />
            </span>
            <Link
              href={executionPath(space, id)}
              prefetch={false}
              className="w-fit max-w-full truncate rounded underline-offset-2 hover:underline max-sm:order-1"
            >
              <span className="sr-only">Execution of </span>
              {checkName}
            </Link>
            <span className="truncate text-sm text-muted max-sm:order-3">{triggerText(triggeredBy)}</span>
            <span className="text-right text-sm text-muted max-sm:order-4">
              <RelativeTime time={createdAt} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </OverviewSection>
  );
}
