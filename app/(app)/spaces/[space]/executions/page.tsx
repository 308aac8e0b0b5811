import { History } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { ExecutionTable } from '@/components/execution-table';
import { PageHeader } from '@/components/page-header';
import { Paging } from '@/components/paging';
import { SpaceEmptyState } from '@/components/space-empty-state';
import { checksPath, executionsPath } from '@/components/space-paths';
import { buttonClass } from '@/components/ui/button';
import { listExecutions } from '@/lib/executions/executions';
import { pageSpace } from '../_lib/page-space';
import { StatusFilter } from './_components/status-filter';
import { executionsHref, parseExecutionsQuery, toFilter } from './_lib/executions-query';

export const metadata: Metadata = { title: 'Executions' };

export default async function ExecutionsPage({
  params,
  searchParams,
}: PageProps<'/spaces/[space]/executions'>) {
  const { actor, space } = await pageSpace(params);
  const query = parseExecutionsQuery(await searchParams);
  const { items, total, page, size } = await listExecutions(actor, { space: space.slug }, toFilter(query));
  return (
    <>
      <PageHeader title="Executions">Every run of every check in {space.name}, newest first.</PageHeader>
      {total === 0 && query.status === '' ? (
        <SpaceEmptyState
          icon={<History aria-hidden />}
          title="Nothing has run yet"
          action={
            <Link href={checksPath(space.slug)} className={buttonClass('primary', 'medium', 'max-sm:h-11')}>
              Go to the checks
            </Link>
          }
        >
          A check runs when somebody presses Run now, when its schedule says so, or when a pipeline asks for
          it with an API key.
        </SpaceEmptyState>
      ) : (
        <section aria-label="Executions" className="@container">
          <StatusFilter space={space.slug} status={query.status} />
          <p role="status" className="sr-only">
            {query.status ? `${total} ${total === 1 ? 'execution matches' : 'executions match'}` : ''}
          </p>
          {items.length === 0 ? (
            <div className="rounded border bg-surface px-5 py-14 text-center">
              <p className="mb-5 font-medium">
                {total > 0 ? 'There is no such page' : 'No execution matches'}
              </p>
              <Link href={executionsPath(space.slug)} className={buttonClass('secondary', 'small')}>
                Show all executions
              </Link>
            </div>
          ) : (
            <>
              <ExecutionTable executions={items} now={Date.now()} hasCheck />
              <Paging
                page={page}
                size={size}
                total={total}
                noun={['execution', 'executions']}
                href={(to) => executionsHref(space.slug, { ...query, page: to })}
              />
            </>
          )}
        </section>
      )}
    </>
  );
}
