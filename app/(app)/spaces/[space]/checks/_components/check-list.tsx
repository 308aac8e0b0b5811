import Link from 'next/link';
import { Paging } from '@/components/paging';
import { checksPath } from '@/components/space-paths';
import { buttonClass } from '@/components/ui/button';
import type { CheckPage } from '@/lib/checks/schema';
import type { TrendPoint } from '@/lib/executions/executions';
import { type ChecksQuery, checksHref } from '../_lib/checks-query';
import { CheckRow } from './check-row';

type Props = {
  space: string;
  query: ChecksQuery;
  checks: CheckPage;
  trends: Map<string, TrendPoint[]>;
  now: number;
};

/** One page of checks as a table; on a narrow screen each row is laid out as a card. */
export function CheckList({ space, query, checks, trends, now }: Props) {
  const { items, total, page, size } = checks;
  const href = (to: number) => checksHref(space, { ...query, page: to });
  return (
    <>
      <p role="status" className="sr-only">
        {query.q || query.status ? `${total} ${total === 1 ? 'check matches' : 'checks match'}` : ''}
      </p>
      {items.length === 0 ? (
        <NothingHere space={space} query={query} total={total} />
      ) : (
        <>
          <table className="block w-full rounded border bg-surface @4xl:table @4xl:border-separate @4xl:border-spacing-0">
            <caption className="sr-only">{query.isArchived ? 'Archived checks' : 'Checks'}</caption>
            <thead className="@max-4xl:sr-only">
              <tr className="text-left text-sm text-muted *:h-10 *:border-b *:px-3 *:font-medium *:whitespace-nowrap *:first:pl-4 *:last:pr-4">
                <th scope="col">Name</th>
                <th scope="col">Result</th>
                <th scope="col">Value</th>
                <th scope="col">Last run</th>
                <th scope="col">Severity</th>
                <th scope="col">Schedule</th>
              </tr>
            </thead>
            <tbody className="block divide-y @4xl:table-row-group">
              {items.map((check) => (
                <CheckRow key={check.id} check={check} trend={trends.get(check.id) ?? []} now={now} />
              ))}
            </tbody>
          </table>
          <Paging page={page} size={size} total={total} noun={['check', 'checks']} href={href} />
        </>
      )}
    </>
  );
}

function NothingHere({ space, query, total }: Pick<Props, 'space' | 'query'> & { total: number }) {
  const isFiltered = query.q !== '' || query.status !== '';
  const title =
    total > 0 ? 'There is no such page' : isFiltered ? 'No check matches' : 'No check is archived';
  return (
    <div className="rounded border bg-surface px-5 py-14 text-center">
      <p className="mb-5 font-medium">{title}</p>
      <Link href={checksPath(space)} className={buttonClass('secondary', 'small')}>
        Show all checks
      </Link>
    </div>
  );
}
