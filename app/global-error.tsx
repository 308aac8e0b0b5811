'use client';

import './globals.css';
import { ErrorScreen } from '@/components/error-screen';
import { FullPage } from '@/components/full-page';

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Qarion</title>
        <FullPage>
          <ErrorScreen error={error} retry={retry} />
        </FullPage>
      </body>
    </html>
  );
}
