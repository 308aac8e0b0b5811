'use client';

import { FormError } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import type { ExecutionView } from '@/lib/executions/schema';
import { ignoreExecutionAction } from '../actions';

/** Leaves an execution out of the check's state, or counts it again. Both can be taken back, so neither asks first. */
export function IgnoreButton({ id, isIgnored }: Pick<ExecutionView, 'id' | 'isIgnored'>) {
  const { run, isPending, formError } = useAction<ExecutionView>();
  const toast = useToast();
  return (
    <>
      <FormError failure={formError} className="mb-3" />
      <Button
        className="max-sm:h-11"
        pending={isPending}
        onClick={() =>
          run(
            () => ignoreExecutionAction({ id, isIgnored: !isIgnored }),
            () => toast(isIgnored ? 'The execution counts again' : 'The execution is ignored'),
          )
        }
      >
        {isIgnored ? 'Count it again' : 'Ignore this execution'}
      </Button>
    </>
  );
}
