'use client';

import { useEffect, useState } from 'react';
import { isFinished } from '@/components/execution-text';
import { executionPath } from '@/components/space-paths';
import type { Progress } from '../[id]/status/route';

const FIRST_POLL_MS = 300;
const SLOWEST_POLL_MS = 3000;

export type ProgressState = { progress: Progress | null; isSignedOut: boolean };

/**
 * Follows one execution until it has finished: often at first, then less and
 * less. Sleeps while the page is hidden.
 *
 * @param id The execution, or null to follow none.
 */
export function useProgress(
  space: string,
  id: string | null,
  onFinished: (progress: Progress) => void,
): ProgressState {
  const [state, setState] = useState<ProgressState>({ progress: null, isSignedOut: false });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the callback is made anew by each render.
  useEffect(() => {
    if (id === null) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    let delayMs = FIRST_POLL_MS;

    async function ask() {
      const response = await fetch(`${executionPath(space, id ?? '')}/status`, {
        cache: 'no-store',
        signal: abort.signal,
      });
      // Whoever signs in again elsewhere goes on watching here.
      if (response.status === 401) setState((before) => ({ ...before, isSignedOut: true }));
      if (!response.ok) return;
      const progress = (await response.json()) as Progress;
      if (abort.signal.aborted) return;
      setState({ progress, isSignedOut: false });
      if (!isFinished(progress.status)) return;
      abort.abort();
      onFinished(progress);
    }

    async function turn() {
      // The connection may be away for a moment: the next turn asks again.
      if (document.visibilityState !== 'hidden') await ask().catch(() => undefined);
      if (abort.signal.aborted) return;
      delayMs = Math.min(delayMs * 1.3, SLOWEST_POLL_MS);
      timer = setTimeout(() => void turn(), delayMs);
    }

    timer = setTimeout(() => void turn(), delayMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [space, id]);

  return state;
}
