'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { STATUS_WORDS } from '@/components/execution-text';
import { FormError } from '@/components/form-error';
import { RelativeTime } from '@/components/relative-time';
import { SignInAgainLink } from '@/components/sign-in-again-link';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/use-action';
import type { CheckView, LastExecution } from '@/lib/checks/schema';
import type { ExecutionView } from '@/lib/executions/schema';
import { useProgress } from '../../executions/_components/use-progress';
import type { Progress } from '../../executions/[id]/status/route';
import { triggerCheckAction } from '../actions';
import { LastResult } from './last-result';

type Props = {
  check: Pick<CheckView, 'space' | 'slug'> & { checkType: CheckView['definition']['checkType'] };
  /** What is under way already, whoever began it: so that a reload loses nothing. */
  active: Pick<ExecutionView, 'id' | 'status'> | null;
  last: LastExecution | null;
  now: number;
  canRun: boolean;
};

/** How the check stands, and the button that runs it anew and tells how it goes, from the queue to the result. */
export function RunPanel({ check, active, last, now, canRun }: Props) {
  const { space, slug } = check;
  const router = useRouter();
  const { run, isPending, formError } = useAction<ExecutionView>();
  const [started, setStarted] = useState<Pick<ExecutionView, 'id' | 'status'> | null>(null);
  /** What came out here, and which result the server told of at the time: by its next one, that is old. */
  const [ended, setEnded] = useState<{ result: Progress; after: string | undefined } | null>(null);
  // The server may still tell of one whose end is known here.
  const watched = started ?? (active && active.id !== ended?.result.id ? active : null);
  const { progress, isSignedOut } = useProgress(space, watched?.id ?? null, (finished) => {
    setStarted(null);
    setEnded({ result: finished, after: last?.id });
    router.refresh();
  });
  const status = watched && (progress?.id === watched.id ? progress.status : watched.status);
  const fresh = ended && ended.after === last?.id ? ended.result : null;

  function start() {
    run(
      () => triggerCheckAction({ space, slug }),
      (execution) => setStarted({ id: execution.id, status: execution.status }),
    );
  }

  return (
    <div>
      <FormError failure={formError} className="mb-3" />
      <div className="flex items-center gap-x-5 gap-y-4 max-sm:flex-wrap">
        {canRun && (
          <Button
            variant="primary"
            className="min-w-28 max-sm:h-11 max-sm:w-full"
            pending={isPending || watched !== null}
            onClick={start}
          >
            {!isPending && !watched && <Play aria-hidden className="-ml-1 size-4" />}
            {status ? `${STATUS_WORDS[status]}…` : isPending ? 'Starting…' : 'Run now'}
          </Button>
        )}
        {watched ? (
          <p className="text-sm text-muted">
            {isSignedOut ? (
              <>
                Your session has ended. To go on watching, <SignInAgainLink />.
              </>
            ) : status === 'RUNNING' ? (
              'It is running. The result appears here.'
            ) : (
              'It starts as soon as a worker is free. The result appears here.'
            )}
          </p>
        ) : (
          <LastResult check={check} result={fresh ?? last}>
            {fresh ? 'just now' : last && <RelativeTime time={last.finishedAt} now={now} />}
          </LastResult>
        )}
      </div>
      {/* The time in the lines above changes by itself; only what was asked for here is read out. */}
      <p role="status" className="sr-only">
        {status && STATUS_WORDS[status]}
        {!watched && ended && `${STATUS_WORDS[ended.result.status]}. ${ended.result.message}`}
      </p>
    </div>
  );
}
