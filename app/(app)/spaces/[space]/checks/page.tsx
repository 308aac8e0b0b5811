import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/page-header';
import { newCheckPath } from '@/components/space-paths';
import { buttonClass } from '@/components/ui/button';
import { listChecks } from '@/lib/checks/checks';
import { listTrends } from '@/lib/executions/executions';
import { isAllowed } from '@/lib/spaces/permissions';
import { pageSpace } from '../_lib/page-space';
import { CheckList } from './_components/check-list';
import { ChecksToolbar } from './_components/checks-toolbar';
import { NoChecks } from './_components/no-checks';
import { RoleNote } from './_components/role-note';
import { parseChecksQuery, toFilter } from './_lib/checks-query';

export const metadata: Metadata = { title: 'Checks' };

/** How many values a sparkline shows. */
const TREND_LENGTH = 20;

export default async function ChecksPage({ params, searchParams }: PageProps<'/spaces/[space]/checks'>) {
  const { actor, space } = await pageSpace(params);
  const query = parseChecksQuery(await searchParams);
  const checks = await listChecks(actor, space.slug, toFilter(query));
  const ids = checks.items.map(({ id }) => id);
  const trends = await listTrends(actor, space.slug, ids, TREND_LENGTH);
  const canCreate = isAllowed(space.rank, 'checks.create');
  const isFiltered = query.q !== '' || query.status !== '' || query.isArchived;
  const create = canCreate && (
    <Link href={newCheckPath(space.slug)} className={buttonClass('primary', 'medium', 'max-sm:h-11')}>
      <Plus aria-hidden className="-ml-1 size-4" />
      Create check
    </Link>
  );
  return (
    <>
      <PageHeader
        title="Checks"
        action={
          create || (
            <div className="max-w-xs">
              <RoleNote space={space} action="checks.create" doing="Creating checks" />
            </div>
          )
        }
      >
        What is measured in the data of {space.name}, and what it must be.
      </PageHeader>
      {checks.total === 0 && !isFiltered ? (
        <NoChecks action={create} />
      ) : (
        <section aria-label="Checks" className="@container">
          <ChecksToolbar space={space.slug} query={query} />
          <CheckList space={space.slug} query={query} checks={checks} trends={trends} now={Date.now()} />
        </section>
      )}
    </>
  );
}
