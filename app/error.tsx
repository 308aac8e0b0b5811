'use client';

import { ErrorScreen } from '@/components/error-screen';
import { FullPage } from '@/components/full-page';

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <FullPage>
      <ErrorScreen error={error} retry={retry} />
    </FullPage>
  );
}
