import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
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
      <PageHeader title={space.name}>
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
