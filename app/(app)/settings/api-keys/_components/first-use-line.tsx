'use client';

import { CircleCheck, WifiOff } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { SignInAgainLink } from '@/components/sign-in-again-link';
import { API_KEYS_PATH } from '../_lib/list-query';
import type { FirstUse } from '../[id]/first-use/route';

const POLL_MS = 2000;

type Status =
  | { kind: 'waiting' | 'signed_out' }
  | { kind: 'used'; agent: string | null }
  | { kind: 'stopped' };

/** Says when the new key is used for the first time. Sleeps while the page is hidden. */
export function FirstUseLine({ id, isActive }: { id: string; isActive: boolean }) {
  const router = useRouter();
  const [status, setStatus] = useState<Status>({ kind: 'waiting' });
  const isPolling = isActive && (status.kind === 'waiting' || status.kind === 'signed_out');

  useEffect(() => {
    if (!isPolling) return;
    const abort = new AbortController();
    const timer = setInterval(async () => {
      if (document.visibilityState === 'hidden') return;
      try {
        const response = await fetch(`${API_KEYS_PATH}/${id}/first-use`, {
          cache: 'no-store',
          signal: abort.signal,
        });
        // Whoever signs in again elsewhere goes on watching here.
        if (response.status === 401) setStatus({ kind: 'signed_out' });
        if (response.status === 404) setStatus({ kind: 'stopped' });
        if (!response.ok) return;
        const { lastUsedAt, lastUsedAgent } = (await response.json()) as FirstUse;
        if (lastUsedAt === null) {
          setStatus((before) => (before.kind === 'signed_out' ? { kind: 'waiting' } : before));
          return;
        }
        setStatus({ kind: 'used', agent: lastUsedAgent });
        router.refresh();
      } catch {
        // The connection is away for a moment: the next turn asks again.
      }
    }, POLL_MS);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [id, isPolling, router]);

  return (
    <p role="status" className="mt-4 flex min-h-5 items-center gap-2.5 text-sm">
      {status.kind === 'waiting' && (
        <>
          <span aria-hidden className="relative ml-1 flex size-2">
            <span className="absolute size-full animate-ping rounded-full bg-accent-ink opacity-60" />
            <span className="size-full rounded-full bg-accent-ink" />
          </span>
          <span className="text-muted">Waiting for the first request…</span>
        </>
      )}
      {status.kind === 'used' && (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
          <span className="min-w-0 truncate font-medium text-good">
            First request received just now{status.agent && ` from ${status.agent}`}
          </span>
        </>
      )}
      {status.kind === 'signed_out' && (
        <>
          <WifiOff aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="text-muted">
            Your session has ended. To go on watching, <SignInAgainLink />.
          </span>
        </>
      )}
      {status.kind === 'stopped' && (
        <>
          <WifiOff aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="text-muted">No longer watching: the key was deleted.</span>
        </>
      )}
    </p>
  );
}
