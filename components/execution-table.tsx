import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { ExecutionView } from '@/lib/executions/schema';
import { compactNumberText, numberText } from './check-value';
import { StatusBadge } from './execution-status';
import { firstLine, runDurationText, triggerText } from './execution-text';
import { RelativeTime } from './relative-time';
import { executionPath } from './space-paths';
import { Badge } from './ui/badge';

type Props = {
  executions: ExecutionView[];
  now: number;
  /** Left out where all of them are of one check. */
  hasCheck?: boolean;
};

/** Executions as a table; on a narrow screen each row is laid out as a card. */
export function ExecutionTable({ executions, now, hasCheck = false }: Props) {
  return (
    <table className="block w-full rounded border bg-surface @4xl:table @4xl:border-separate @4xl:border-spacing-0">
      <caption className="sr-only">Executions, newest first</caption>
      <thead className="@max-4xl:sr-only">
        <tr className="text-left text-sm text-muted *:h-10 *:border-b *:px-3 *:font-medium *:whitespace-nowrap *:first:pl-4 *:last:pr-4">
          <th scope="col">{hasCheck ? 'Check' : 'When'}</th>
          <th scope="col">Result</th>
          <th scope="col">Value</th>
          <th scope="col">Message</th>
          <th scope="col">Triggered by</th>
          {hasCheck && <th scope="col">When</th>}
          <th scope="col">Took</th>
        </tr>
      </thead>
      <tbody className="block divide-y @4xl:table-row-group">
        {executions.map((execution) => (
          <ExecutionRow key={execution.id} execution={execution} now={now} hasCheck={hasCheck} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { execution: ExecutionView; now: number; hasCheck: boolean };

function ExecutionRow({ execution, now, hasCheck }: RowProps) {
  const { id, space, status, value, message, createdAt, isIgnored, triggeredBy, checkName } = execution;
  const when = <RelativeTime time={createdAt} now={now} />;
  return (
    <tr className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3 @4xl:table-row @4xl:[&:not(:last-child)>*]:border-b @4xl:[&>*]:px-3 @4xl:[&>*]:py-2.5 @4xl:[&>*]:align-top @4xl:[&>*:first-child]:pl-4 @4xl:[&>*:last-child]:pr-4">
      <th scope="row" className="min-w-0 flex-1 text-left font-normal">
        <Link
          href={executionPath(space, id)}
          prefetch={false}
          className="rounded font-medium [overflow-wrap:anywhere] underline-offset-2 hover:underline"
        >
          <span className="sr-only">Execution {hasCheck ? 'of ' : ''}</span>
          {hasCheck ? <span className="@max-4xl:line-clamp-2">{checkName}</span> : when}
        </Link>
      </th>
      <td className="@max-4xl:order-1">
        <span className="flex flex-wrap justify-end gap-1 @4xl:flex-nowrap @4xl:justify-start">
          {isIgnored && <Badge>Ignored</Badge>}
          <StatusBadge status={status} />
        </span>
      </td>
      <td className="text-sm">
        {value === null ? <None /> : <span title={numberText(value)}>{compactNumberText(value)}</span>}
      </td>
      <td className="text-sm @max-4xl:order-2 @max-4xl:w-full @4xl:max-w-72 @4xl:min-w-40">
        {message ? (
          <span className="line-clamp-2 [overflow-wrap:anywhere]">{firstLine(message)}</span>
        ) : (
          <None />
        )}
      </td>
      <Aside className="[overflow-wrap:anywhere] @4xl:max-w-44">{triggerText(triggeredBy)}</Aside>
      {hasCheck && <Aside>{when}</Aside>}
      <Aside className="whitespace-nowrap">{runDurationText(execution) ?? <None />}</Aside>
    </tr>
  );
}

/** Only drawn in a column, where an empty place would look like a fault. */
function None() {
  return (
    <span className="text-muted @max-4xl:hidden">
      <span aria-hidden>–</span>
      <span className="sr-only">none</span>
    </span>
  );
}

/** On a card these share the last line. */
function Aside({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <td className={clsx('text-sm @max-4xl:order-3 @max-4xl:text-muted @max-4xl:empty:hidden', className)}>
      {children}
    </td>
  );
}
