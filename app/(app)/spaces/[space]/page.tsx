import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { PageHeader } from '@/components/page-header';
import { newCheckPath } from '@/components/space-paths';
import { buttonClass } from '@/components/ui/button';
import { isAllowed } from '@/lib/spaces/permissions';
import { AttentionList } from './_components/attention-list';
import { FirstSteps } from './_components/first-steps';
import { RecentExecutions } from './_components/recent-executions';
import { ResultTiles } from './_components/result-tiles';
import { readOverview } from './_lib/overview';
import { orNotFound, pageSpace } from './_lib/page-space';

export const metadata: Metadata = { title: 'Overview' };

export default async function SpacePage({ params }: PageProps<'/spaces/[space]'>) {
  const { actor, space } = await pageSpace(params);
  const { counts, troubled, troubledCount, executions } = await orNotFound(readOverview(actor, space.slug));
  const checkCount = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const now = Date.now();
  return (
    <>
      <PageHeader
        title={space.name}
        action={
          checkCount > 0 &&
          isAllowed(space.rank, 'checks.create') && (
            <Link href={newCheckPath(space.slug)} className={buttonClass('primary', 'medium', 'max-sm:h-11')}>
              <Plus aria-hidden className="-ml-1 size-4" />
              Create check
            </Link>
          )
        }
      >
        How the data of this space is doing, by the newest result of each check.
      </PageHeader>
      {checkCount === 0 ? (
        <FirstSteps actor={actor} space={space} />
      ) : (
        <div className="space-y-8">
          <ResultTiles space={space.slug} counts={counts} />
          <AttentionList
            checks={troubled}
            total={troubledCount}
            hasResults={counts.none < checkCount}
            now={now}
          />
          <RecentExecutions space={space.slug} executions={executions} now={now} />
        </div>
      )}
    </>
  );
}
