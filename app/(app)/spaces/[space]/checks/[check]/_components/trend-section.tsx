import Link from 'next/link';
import type { ReactNode } from 'react';
import { StatusMark } from '@/components/charts/status-mark';
import { TrendChart } from '@/components/charts/trend-chart';
import type { TrendLimit, TrendPoint } from '@/components/charts/trend-data';
import { valueText } from '@/components/check-value';
import { StatusBadge } from '@/components/execution-status';
import { STATUS_WORDS } from '@/components/execution-text';
import { utcTimeText } from '@/components/relative-time-text';
import { executionPath } from '@/components/space-paths';
import { type CheckView, RESULT_STATUSES } from '@/lib/checks/schema';
import { effectiveThresholds, limitsOf } from '@/lib/checks/thresholds';
import { thresholdText } from '../../_lib/definition-words';

/** The recent values, drawn and, for those who would rather read them, as a table. */
export function TrendSection({ check, points }: { check: CheckView; points: TrendPoint[] }) {
  const { definition } = check;
  const { warning, critical } = effectiveThresholds(definition);
  const limits: TrendLimit[] = [
    ...(critical ? limitsOf(critical).map((value) => ({ kind: 'critical' as const, value })) : []),
    ...(warning ? limitsOf(warning).map((value) => ({ kind: 'warning' as const, value })) : []),
  ];
  if (points.length === 0) {
    return <p className="text-muted">There is nothing to draw yet: the first execution starts the trend.</p>;
  }
  const shown = RESULT_STATUSES.filter((status) => points.some((point) => point.status === status));
  return (
    <>
      <figure className="rounded border bg-surface p-3 sm:p-4">
        <TrendChart label={`Values of ${check.name}`} points={points} limits={limits} />
        <figcaption className="mt-3 flex flex-wrap gap-x-5 gap-y-1.5 px-1 text-sm text-muted">
          {shown.map((status) => (
            <span key={status} className="inline-flex items-center gap-1.5">
              <svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">
                <StatusMark x={0} y={0} status={status} />
              </svg>
              {STATUS_WORDS[status]}
            </span>
          ))}
          {critical && (
            <LimitKey look="stroke-bad" dashes="7 4">
              Fails unless {thresholdText(definition.checkType, critical)}
            </LimitKey>
          )}
          {warning && (
            <LimitKey look="stroke-warn" dashes="2 4">
              Warns unless {thresholdText(definition.checkType, warning)}
            </LimitKey>
          )}
        </figcaption>
      </figure>
      <details className="mt-3">
        <summary className="w-fit rounded text-sm text-muted hover:text-ink">
          {points.length === 1 ? 'The same value' : `The same ${points.length} values`} as a table
        </summary>
        <section
          aria-label="Values as a table"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
          tabIndex={0}
          className="mt-2 max-h-80 overflow-auto rounded border bg-surface"
        >
          <table className="w-full text-sm">
            <thead className="text-left text-muted">
              <tr className="*:px-3 *:py-2 *:font-medium">
                <th scope="col">Time</th>
                <th scope="col">Result</th>
                <th scope="col">Value</th>
              </tr>
            </thead>
            <tbody className="divide-y border-t">
              {points.toReversed().map(({ executionId, at, status, value }) => (
                <tr key={executionId} className="*:px-3 *:py-1.5">
                  <th scope="row" className="text-left font-normal">
                    <Link
                      href={executionPath(check.space, executionId)}
                      prefetch={false}
                      className="rounded underline-offset-2 hover:underline"
                    >
                      {utcTimeText(at)}
                    </Link>
                  </th>
                  <td>
                    <StatusBadge status={status} />
                  </td>
                  <td>{value === null ? 'None' : valueText(definition.checkType, value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </>
  );
}

function LimitKey({ look, dashes, children }: { look: string; dashes: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg viewBox="0 0 22 8" width="22" height="8" aria-hidden="true" className={look}>
        <path d="M0 4H22" strokeWidth="1.5" strokeDasharray={dashes} fill="none" />
      </svg>
      {children}
    </span>
  );
}
