import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Sparkline } from '@/components/charts/sparkline';
import { compactNumberText, unitText, valueText } from '@/components/check-value';
import { StatusBadge } from '@/components/execution-status';
import { RelativeTime } from '@/components/relative-time';
import { checkPath } from '@/components/space-paths';
import type { CheckView } from '@/lib/checks/schema';
import type { TrendPoint } from '@/lib/executions/executions';
import { SEVERITY_WORDS } from '../_lib/check-types';
import { scheduleText } from '../_lib/schedule-words';

/** One check. The same cells make a table row on a wide screen and a card on a narrow one. */
export function CheckRow({ check, trend, now }: { check: CheckView; trend: TrendPoint[]; now: number }) {
  const { lastExecution, definition } = check;
  const value = lastExecution?.value ?? null;
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-4 py-3 @4xl:table-row @4xl:[&:not(:last-child)>*]:border-b @4xl:[&>*]:px-3 @4xl:[&>*]:py-3 @4xl:[&>*]:align-top @4xl:[&>*:first-child]:pl-4 @4xl:[&>*:last-child]:pr-4">
      <th scope="row" className="min-w-0 text-left font-normal">
        <Link
          href={checkPath(check.space, check.slug)}
          className="block rounded font-medium [overflow-wrap:anywhere] underline-offset-2 hover:underline"
        >
          {check.name}
        </Link>
        <code className="font-mono text-xs [overflow-wrap:anywhere] text-muted">{check.slug}</code>
      </th>
      <td>
        <StatusBadge status={lastExecution?.status ?? 'none'} />
      </td>
      <Cell label="Value">
        {value === null ? (
          <span className="text-muted">{lastExecution ? 'None' : 'Not yet'}</span>
        ) : (
          <span className="flex items-center gap-3 @4xl:flex-col @4xl:items-start @4xl:gap-1">
            <span className="whitespace-nowrap" title={valueText(definition.checkType, value)}>
              {compactNumberText(value)}{' '}
              <span className="text-muted">{unitText(definition.checkType, value)}</span>
            </span>
            <Sparkline points={trend} />
          </span>
        )}
      </Cell>
      <Cell label="Last run">
        {lastExecution ? (
          <RelativeTime time={lastExecution.finishedAt} now={now} />
        ) : (
          <span className="text-muted">Never</span>
        )}
      </Cell>
      <Cell label="Severity">{SEVERITY_WORDS[check.severity]}</Cell>
      <Cell label="Schedule" className={clsx('@4xl:max-w-48', !check.schedule && '@max-4xl:hidden')}>
        {check.schedule ? scheduleText(check.schedule) : <span className="text-muted">None</span>}
      </Cell>
    </tr>
  );
}

/** On a card each fact carries its name, which the column header does in the table. */
function Cell({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <td className={clsx('text-sm @max-4xl:col-span-2 @max-4xl:flex @max-4xl:gap-2 @4xl:pt-3.5', className)}>
      <span aria-hidden className="w-20 shrink-0 text-muted @4xl:hidden">
        {label}
      </span>
      <span className="min-w-0">{children}</span>
    </td>
  );
}
