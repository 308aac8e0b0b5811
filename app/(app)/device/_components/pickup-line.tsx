'use client';

import { CircleCheck, CircleX, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { SignInAgainLink } from '@/components/sign-in-again-link';
import type { Pickup } from '../[id]/status/route';

const POLL_MS = 2000;

type Props = { id: string; device: string; initial: Pickup };

/** Says when the device has got its key. Sleeps while the page is hidden. */
export function PickupLine({ id, device, initial }: Props) {
  const [{ state, keyName }, setPickup] = useState(initial);
  const [isSignedOut, setIsSignedOut] = useState(false);
  const isWaiting = state === 'approved';

  useEffect(() => {
    if (!isWaiting) return;
    const abort = new AbortController();
    const ask = async () => {
      if (document.visibilityState === 'hidden') return;
      try {
        const response = await fetch(`/device/${id}/status`, { cache: 'no-store', signal: abort.signal });
        // Whoever signs in again elsewhere goes on watching here.
        setIsSignedOut(response.status === 401);
        if (response.ok) setPickup((await response.json()) as Pickup);
      } catch {
        // The connection is away for a moment: the next turn asks again.
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), POLL_MS);
    return () => {
      clearInterval(timer);
      abort.abort();
    };
  }, [id, isWaiting]);

  return (
    <p role="status" className="flex min-h-5 items-start gap-2.5 [overflow-wrap:anywhere]">
      {isWaiting && !isSignedOut && (
        <>
          <span aria-hidden className="relative mt-2 ml-1 flex size-2 shrink-0">
            <span className="absolute size-full animate-ping rounded-full bg-accent-ink opacity-60" />
            <span className="size-full rounded-full bg-accent-ink" />
          </span>
          <span className="text-muted">Waiting for {device} to get its key…</span>
        </>
      )}
      {isWaiting && isSignedOut && (
        <>
          <WifiOff aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
          <span className="text-muted">
            Your session has ended. To go on watching, <SignInAgainLink />.
          </span>
        </>
      )}
      {state === 'used' && (
        <>
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          <span className="font-medium text-good">
            Signed in: {device} has its key, “{keyName}”.
          </span>
        </>
      )}
      {state === 'expired' && (
        <>
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
          <span className="text-bad">
            The code has expired before {device} asked for its key. Run the command again.
          </span>
        </>
      )}
    </p>
  );
}
