'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { valueText } from '@/components/check-value';
import { StatusBadge } from '@/components/execution-status';
import { STATUS_WORDS } from '@/components/execution-text';
import { FormError } from '@/components/form-error';
import { SignInAgainLink } from '@/components/sign-in-again-link';
import { executionPath } from '@/components/space-paths';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/use-action';
import type { CheckView } from '@/lib/checks/schema';
import type { ExecutionView } from '@/lib/executions/schema';
import { useProgress } from '../../executions/_components/use-progress';
import type { Progress } from '../../executions/[id]/status/route';
import { triggerCheckAction } from '../actions';

type Props = {
  check: Pick<CheckView, 'space' | 'slug'> & { checkType: CheckView['definition']['checkType'] };
  /** What is under way already, whoever began it: so that a reload loses nothing. */
  active: Pick<ExecutionView, 'id' | 'status'> | null;
  canRun: boolean;
};

/** Runs the check and tells how it goes, from the queue to the result. */
export function RunPanel({ check, active, canRun }: Props) {
  const { space, slug, checkType } = check;
  const router = useRouter();
  const { run, isPending, formError } = useAction<ExecutionView>();
  const [started, setStarted] = useState<Pick<ExecutionView, 'id' | 'status'> | null>(null);
  const [result, setResult] = useState<Progress | null>(null);
  // The server may still tell of one whose end is known here.
  const watched = started ?? (active && active.id !== result?.id ? active : null);
  const { progress, isSignedOut } = useProgress(space, watched?.id ?? null, (finished) => {
    setStarted(null);
    setResult(finished);
    router.refresh();
  });
  const status = watched && (progress?.id === watched.id ? progress.status : watched.status);

  function start() {
    run(
      () => triggerCheckAction({ space, slug }),
      (execution) => {
        setResult(null);
        setStarted({ id: execution.id, status: execution.status });
      },
    );
  }

  return (
    <div>
      <FormError failure={formError} className="mb-3" />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        {canRun && (
          <Button
            variant="primary"
            className="max-sm:h-11 max-sm:w-full"
            pending={isPending || watched !== null}
            onClick={start}
          >
            {!isPending && !watched && <Play aria-hidden className="-ml-1 size-4" />}
            {status ? `${STATUS_WORDS[status]}…` : isPending ? 'Starting…' : 'Run now'}
          </Button>
        )}
        <p
          role="status"
          className="flex min-h-5 min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1 text-sm"
        >
          {status === 'QUEUED' && (
            <span className="text-muted">Queued. It starts as soon as a worker is free.</span>
          )}
          {status === 'RUNNING' && <span className="text-muted">Running…</span>}
          {!watched && result && <Result result={result} space={space} checkType={checkType} />}
          {isSignedOut && watched && (
            <span className="text-muted">
              Your session has ended. To go on watching, <SignInAgainLink />.
            </span>
          )}
        </p>
      </div>
    </div>
  );
}

type ResultProps = { result: Progress; space: string; checkType: Props['check']['checkType'] };

function Result({ result, space, checkType }: ResultProps) {
  return (
    <>
      <StatusBadge status={result.status} />
      {result.value !== null && <span className="font-medium">{valueText(checkType, result.value)}</span>}
      <span className="min-w-0 [overflow-wrap:anywhere] text-muted">{result.message}</span>
      <Link
        href={executionPath(space, result.id)}
        className="rounded text-accent-ink underline-offset-2 hover:underline"
      >
        Details
      </Link>
    </>
  );
}
