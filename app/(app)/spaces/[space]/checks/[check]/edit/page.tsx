import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { Notice } from '@/components/ui/notice';
import { getCheck } from '@/lib/checks/checks';
import { listSources } from '@/lib/sources/sources';
import { isAllowed } from '@/lib/spaces/permissions';
import { orNotFound, pageSpace } from '../../../_lib/page-space';
import { CheckEditor } from '../../_components/editor/check-editor';
import { RoleNote } from '../../_components/role-note';

export const metadata: Metadata = { title: 'Edit check' };

export default async function EditCheckPage({ params }: PageProps<'/spaces/[space]/checks/[check]/edit'>) {
  const { actor, space } = await pageSpace(params);
  const check = await orNotFound(getCheck(actor, { space: space.slug, slug: (await params).check }));
  const mayUpdate = isAllowed(space.rank, 'checks.update');
  return (
    <>
      <PageHeader title="Edit check">
        {check.name}. Each change is kept in its history, with who made it.
      </PageHeader>
      {!mayUpdate && (
        <Notice>
          <RoleNote space={space} action="checks.update" doing="Editing checks" />
        </Notice>
      )}
      {mayUpdate && check.isArchived && (
        <Notice>This check is archived and cannot be edited. Restore it on its page first.</Notice>
      )}
      {mayUpdate && !check.isArchived && (
        <CheckEditor space={space.slug} sources={await listSources(actor, space.slug)} check={check} />
      )}
    </>
  );
}
