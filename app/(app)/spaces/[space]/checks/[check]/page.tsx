import { PencilLine } from 'lucide-react';
import type { Metadata, Route } from 'next';
import Link from 'next/link';
import { cache, type ReactNode } from 'react';
import { ExecutionTable } from '@/components/execution-table';
import { Paging } from '@/components/paging';
import { RelativeTime } from '@/components/relative-time';
import { checkPath, editCheckPath } from '@/components/space-paths';
import { Badge } from '@/components/ui/badge';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { getCheck, listCheckVersions } from '@/lib/checks/checks';
import { listExecutions, listTrends } from '@/lib/executions/executions';
import { isAllowed } from '@/lib/spaces/permissions';
import { orNotFound, pageSpace } from '../../_lib/page-space';
import { ArchiveButton } from '../_components/archive-button';
import { LastResult } from '../_components/last-result';
import { PushSnippet } from '../_components/push-snippet';
import { RoleNote } from '../_components/role-note';
import { RunPanel } from '../_components/run-panel';
import { activeExecution, statementOf } from '../_lib/check-page';
import { PAGE_SIZE, pageOf } from '../_lib/checks-query';
import { DefinitionSection } from './_components/definition';
import { History } from './_components/history';
import { TrendSection } from './_components/trend-section';

type Props = PageProps<'/spaces/[space]/checks/[check]'>;

const TREND_LENGTH = 100;

/** Asked for by the title and by the page, looked up once. */
const load = cache(async (slug: string, check: string) => {
  const { actor, space } = await pageSpace(Promise.resolve({ space: slug }));
  const ref = { space: space.slug, slug: check };
  return { actor, space, ref, check: await orNotFound(getCheck(actor, ref)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { space, check } = await params;
  return { title: (await load(space, check)).check.name };
}

export default async function CheckPage({ params, searchParams }: Props) {
  const path = await params;
  const { actor, space, ref, check } = await load(path.space, path.check);
  const page = pageOf(await searchParams);
  const [executions, active, trends, versions, sql] = await Promise.all([
    listExecutions(actor, { check: ref }, { page, size: PAGE_SIZE }),
    activeExecution(actor, ref),
    listTrends(actor, space.slug, [check.id], TREND_LENGTH),
    listCheckVersions(actor, ref),
    statementOf(actor, space, check),
  ]);
  const now = Date.now();
  const { checkType } = check.definition;
  const isCustom = checkType === 'custom';
  const named = { space: space.slug, slug: check.slug, checkType };
  const last = check.lastExecution;
  const href = (to: number) =>
    (to > 1 ? `${checkPath(space.slug, check.slug)}?page=${to}` : checkPath(space.slug, check.slug)) as Route;
  return (
    <>
      <header className="mb-6 flex flex-col gap-4 sm:flex-row sm:items-start sm:justify-between">
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xl font-semibold tracking-tight [overflow-wrap:anywhere]">
            {check.name}
            {check.isArchived && <Badge>Archived</Badge>}
          </h1>
          <code className="font-mono text-sm [overflow-wrap:anywhere] text-muted">{check.slug}</code>
          {check.description && (
            <p className="mt-2 max-w-prose [overflow-wrap:anywhere] whitespace-pre-line text-muted">
              {check.description}
            </p>
          )}
        </div>
        <div className="flex shrink-0 flex-wrap gap-2">
          {isAllowed(space.rank, 'checks.update') && !check.isArchived && (
            <Link
              href={editCheckPath(space.slug, check.slug)}
              className={buttonClass('secondary', 'medium', 'max-sm:h-11')}
            >
              <PencilLine aria-hidden className="-ml-1 size-4" />
              Edit
            </Link>
          )}
          {isAllowed(space.rank, 'checks.archive') && (
            <ArchiveButton
              space={space.slug}
              slug={check.slug}
              name={check.name}
              isArchived={check.isArchived}
              hasSchedule={check.schedule !== null}
            />
          )}
        </div>
      </header>
      {check.isArchived && (
        <Notice className="mb-6">
          This check is archived: it does not run and cannot be edited. What it found before is still here.
        </Notice>
      )}
      {check.isArchived || isCustom ? (
        <LastResult check={named} result={last}>
          {last && <RelativeTime time={last.finishedAt} now={now} />}
        </LastResult>
      ) : (
        <RunPanel
          check={named}
          active={active}
          last={last}
          now={now}
          canRun={isAllowed(space.rank, 'checks.run')}
        />
      )}
      {!check.isArchived && (
        <div className="mt-4 space-y-4 empty:hidden">
          {isCustom && <PushSnippet space={space.slug} slug={check.slug} />}
          <RoleNote
            space={space}
            action={isCustom ? 'checks.push' : 'checks.run'}
            doing={isCustom ? 'Pushing values and editing checks' : 'Running and editing checks'}
          />
        </div>
      )}
      <Section title="Trend">
        <TrendSection check={check} points={trends.get(check.id) ?? []} />
      </Section>
      <Section title="Executions">
        {executions.items.length === 0 ? (
          <p className="text-muted">
            {executions.total > 0 ? (
              <>
                There is no such page.{' '}
                <Link href={href(1)} className="rounded text-accent-ink underline-offset-2 hover:underline">
                  Show the newest
                </Link>
              </>
            ) : (
              'It never ran.'
            )}
          </p>
        ) : (
          <div className="@container">
            <ExecutionTable executions={executions.items} now={now} />
            <Paging
              page={executions.page}
              size={executions.size}
              total={executions.total}
              noun={['execution', 'executions']}
              href={href}
            />
          </div>
        )}
      </Section>
      <Section title="Definition">
        <DefinitionSection check={check} sql={sql} />
      </Section>
      <Section title="History">
        <History versions={versions} now={now} />
      </Section>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-10">
      <h2 className="mb-3 font-medium">{title}</h2>
      {children}
    </section>
  );
}
