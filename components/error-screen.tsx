'use client';

import { CircleAlert, DatabaseZap } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './ui/button';

type Cause = 'unknown' | 'database' | 'offline' | 'ours';

/** Errors reach the browser without their message; the health check knows whether it is the database. */
async function findCause(): Promise<Cause> {
  try {
    const response = await fetch('/api/health', { cache: 'no-store' });
    return response.ok ? 'ours' : 'database';
  } catch {
    return 'offline';
  }
}

const WORDS: Record<Cause, { title: string; text: string }> = {
  unknown: { title: 'This page could not be shown', text: 'Nothing was lost. Try again in a moment.' },
  database: {
    title: 'We cannot reach the database',
    text: 'Nothing was lost: keys, accounts and settings are as they were. As soon as the database answers again, so does this page.',
  },
  offline: {
    title: 'We cannot reach the server',
    text: 'Nothing was lost. Check the connection, then try again.',
  },
  ours: {
    title: 'This page could not be shown',
    text: 'Something went wrong on our side. Nothing was lost. Try again; if it stays, report it with the reference below.',
  },
};

/** Says what happened, what was kept and what to do. */
export function ErrorScreen({ error, retry }: { error: unknown; retry: () => void }) {
  const [cause, setCause] = useState<Cause>('unknown');
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;

  useEffect(() => {
    let gone = false;
    findCause().then(
      (found) => {
        if (!gone) setCause(found);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, []);

  const Icon = cause === 'database' ? DatabaseZap : CircleAlert;
  return (
    <div role="alert" className="mx-auto flex max-w-sm flex-col items-center py-16 text-center">
      <span className="grid size-12 place-items-center rounded bg-bad-soft text-bad">
        <Icon aria-hidden className="size-6" />
      </span>
      <h1 className="mt-5 text-xl font-semibold tracking-tight">{WORDS[cause].title}</h1>
      <p className="mt-2 text-muted">{WORDS[cause].text}</p>
      <Button variant="primary" className="mt-6" onClick={retry}>
        Try again
      </Button>
      {cause === 'ours' && digest && <p className="mt-6 font-mono text-xs text-muted">Reference {digest}</p>}
    </div>
  );
}
