import { Database } from 'lucide-react';
import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { SpaceEmptyState } from '@/components/space-empty-state';
import { listSources } from '@/lib/sources/sources';
import { isAllowed } from '@/lib/spaces/permissions';
import { orNotFound, pageSpace } from '../_lib/page-space';
import { AddSourceButton } from './_components/add-source-button';
import { SourceDialogsProvider } from './_components/source-dialogs';
import { SourceKinds } from './_components/source-kinds';
import { SourceList } from './_components/source-list';

export const metadata: Metadata = { title: 'Sources' };

export default async function SourcesPage({ params, searchParams }: PageProps<'/spaces/[space]/sources'>) {
  const { actor, space } = await pageSpace(params);
  const sources = await orNotFound(listSources(actor, space.slug));
  const { tables } = await searchParams;
  const mayAdd = isAllowed(space.rank, 'sources.add');
  return (
    <SourceDialogsProvider space={space.slug}>
      <PageHeader title="Sources" action={mayAdd && <AddSourceButton />}>
        The data that checks in “{space.name}” read.{' '}
        {!mayAdd && 'They name connections of the server itself, so a superadmin sets them up.'}
      </PageHeader>
      {sources.length === 0 ? (
        <SpaceEmptyState
          icon={<Database aria-hidden />}
          title={mayAdd ? 'Add the first source' : 'No source yet'}
        >
          {mayAdd
            ? 'A database or a folder of files that this server can reach. Then checks can be written for it.'
            : 'Ask a superadmin to add the database or the folder of files that you want to check. A check whose values are pushed needs none.'}
        </SpaceEmptyState>
      ) : (
        <SourceList
          actor={actor}
          space={space.slug}
          sources={sources}
          opened={typeof tables === 'string' ? tables : null}
          mayRemove={isAllowed(space.rank, 'sources.remove')}
        />
      )}
      <SourceKinds />
    </SourceDialogsProvider>
  );
}
