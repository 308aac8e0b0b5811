import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { Notice } from '@/components/ui/notice';
import { listSources } from '@/lib/sources/sources';
import { isAllowed } from '@/lib/spaces/permissions';
import { pageSpace } from '../../_lib/page-space';
import { CheckEditor } from '../_components/editor/check-editor';
import { RoleNote } from '../_components/role-note';

export const metadata: Metadata = { title: 'Create check' };

export default async function NewCheckPage({ params }: PageProps<'/spaces/[space]/checks/new'>) {
  const { actor, space } = await pageSpace(params);
  const mayCreate = isAllowed(space.rank, 'checks.create');
  return (
    <>
      <PageHeader title="Create check">
        One number in the data of {space.name}, and what it must be.
      </PageHeader>
      {mayCreate ? (
        <CheckEditor space={space.slug} sources={await listSources(actor, space.slug)} check={null} />
      ) : (
        <Notice>
          <RoleNote space={space} action="checks.create" doing="Creating checks" />
        </Notice>
      )}
    </>
  );
}
