import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { listApiKeysWithUse } from '@/lib/api-keys/api-keys';
import { requireUser } from '@/lib/auth/session';
import { CREATE_BUTTON_ID } from './_components/create-button-id';
import { CreateKeyButton } from './_components/create-key-button';
import { EmptyState } from './_components/empty-state';
import { KeyDialogsProvider } from './_components/key-dialogs';
import { KeyList } from './_components/key-list';
import { parseListQuery } from './_lib/list-query';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage({ searchParams }: PageProps<'/settings/api-keys'>) {
  const actor = await requireUser();
  const keys = await listApiKeysWithUse(actor);
  const now = Date.now();
  return (
    <KeyDialogsProvider>
      <PageHeader title="API keys" action={<CreateKeyButton id={CREATE_BUTTON_ID} />}>
        Keys let your pipelines, scripts and tools use Qarion as you, without your password.
      </PageHeader>
      {keys.length === 0 ? (
        <EmptyState />
      ) : (
        <KeyList keys={keys} query={parseListQuery(await searchParams)} now={now} />
      )}
    </KeyDialogsProvider>
  );
}
