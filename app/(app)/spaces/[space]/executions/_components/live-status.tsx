'use client';

import { useRouter } from 'next/navigation';
import { StatusBadge } from '@/components/execution-status';
import { isFinished, STATUS_WORDS } from '@/components/execution-text';
import { SignInAgainLink } from '@/components/sign-in-again-link';
import type { ExecutionView } from '@/lib/executions/schema';
import { useProgress } from './use-progress';

/** The status of an execution, kept up while it is under way. */
export function LiveStatus({ space, id, status }: Pick<ExecutionView, 'space' | 'id' | 'status'>) {
  const router = useRouter();
  const { progress, isSignedOut } = useProgress(space, isFinished(status) ? null : id, () =>
    router.refresh(),
  );
  const shown = isFinished(status) ? status : (progress?.status ?? status);
  return (
    <>
      <StatusBadge status={shown} />
      <span role="status" className="sr-only">
        {progress && STATUS_WORDS[progress.status]}
      </span>
      {isSignedOut && (
        <span className="ml-2 text-sm text-muted">
          Your session has ended. To go on watching, <SignInAgainLink />.
        </span>
      )}
    </>
  );
}
