import Link from 'next/link';
import type { ReactNode } from 'react';
import { valueText } from '@/components/check-value';
import { StatusBadge } from '@/components/execution-status';
import { firstLine } from '@/components/execution-text';
import { executionPath } from '@/components/space-paths';
import type { CheckView, ResultStatus } from '@/lib/checks/schema';
import type { ExecutionStatus } from '@/lib/executions/schema';

type Props = {
  check: Pick<CheckView, 'space'> & { checkType: CheckView['definition']['checkType'] };
  result: {
    id: string;
    status: ExecutionStatus | ResultStatus;
    value: number | null;
    message: string;
  } | null;
  /** When it was. */
  children: ReactNode;
};

/** How a check stands: its newest result, in two lines. */
export function LastResult({ check, result, children }: Props) {
  if (!result) {
    return (
      <div className="text-sm">
        <StatusBadge status="none" />
      </div>
    );
  }
  return (
    <div className="min-w-0 text-sm">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <StatusBadge status={result.status} />
        {result.value !== null && (
          <span className="text-base font-semibold">{valueText(check.checkType, result.value)}</span>
        )}
        <span className="text-muted">{children}</span>
        <Link
          href={executionPath(check.space, result.id)}
          className="rounded text-accent-ink underline-offset-2 hover:underline"
        >
          Details
        </Link>
      </p>
      {result.message && (
        <p className="mt-0.5 line-clamp-2 [overflow-wrap:anywhere] text-muted">{firstLine(result.message)}</p>
      )}
    </div>
  );
}
