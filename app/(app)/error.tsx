'use client';

import { ErrorScreen } from '@/components/error-screen';

/** Inside the shell, so that the way around stays in place. */
export default function AppErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return <ErrorScreen error={error} retry={retry} />;
}
