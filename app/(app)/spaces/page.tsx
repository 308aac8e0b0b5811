import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { requireUser } from '@/lib/auth/session';
import { listSpaces } from '@/lib/spaces/spaces';
import { CreateSpaceButton } from './_components/create-space-button';
import { NoSpaces } from './_components/no-spaces';
import { SpaceList } from './_components/space-list';

export const metadata: Metadata = { title: 'Spaces' };

export default async function SpacesPage() {
  const actor = await requireUser();
  const spaces = await listSpaces(actor);
  return (
    <>
      <PageHeader title="Spaces" action={actor.isSuperadmin && <CreateSpaceButton />}>
        A space holds the quality checks of a team, the data they read and the people who may see them.
      </PageHeader>
      {spaces.length === 0 ? <NoSpaces mayCreate={actor.isSuperadmin} /> : <SpaceList spaces={spaces} />}
    </>
  );
}
