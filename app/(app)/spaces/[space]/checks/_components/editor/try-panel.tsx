'use client';

import { FlaskConical } from 'lucide-react';
import { numberText, unitText } from '@/components/check-value';
import { CodeBlock } from '@/components/code-block';
import { ExecutionMessage } from '@/components/execution-message';
import { StatusBadge } from '@/components/execution-status';
import { durationText } from '@/components/execution-text';
import { FormError, type FormFailure } from '@/components/form-error';
import { Button } from '@/components/ui/button';
import type { CheckType } from '@/lib/checks/definition';
import type { TimedOutcome } from '../../actions';

type Props = {
  checkType: CheckType;
  outcome: TimedOutcome | null;
  sql: string | null;
  /** The form says something else by now. */
  isStale: boolean;
  isRunning: boolean;
  isCompiling: boolean;
  failure: FormFailure | undefined;
  onRun: () => void;
  onShowSql: () => void;
};

/** Measures what is in the form, once, without saving anything. */
export function TryPanel(props: Props) {
  const { checkType, outcome, sql, isStale, isRunning, isCompiling, failure } = props;
  return (
    <section aria-label="Try it" className="rounded border bg-surface p-4">
      <h2 className="flex items-center gap-2 font-medium">
        <FlaskConical aria-hidden className="size-4 text-muted" />
        Try it
      </h2>
      <p className="mt-1 text-sm text-muted">Runs once on the source. Nothing is saved.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button className="max-sm:h-11 max-sm:flex-1" pending={isRunning} onClick={props.onRun}>
          {isRunning ? 'Running…' : 'Run once'}
        </Button>
        <Button
          variant="ghost"
          className="max-sm:h-11 max-sm:flex-1"
          pending={isCompiling}
          onClick={props.onShowSql}
        >
          Show SQL
        </Button>
      </div>
      <FormError failure={failure} className="mt-3" />
      <div role="status">
        {outcome && (
          <div className="mt-4 border-t pt-4">
            <p className="flex flex-wrap items-center gap-2">
              <StatusBadge status={outcome.status} />
              <span className="text-sm text-muted">in {durationText(outcome.durationMs)}</span>
            </p>
            {outcome.value !== null && (
              <p className="mt-2 text-2xl font-semibold tracking-tight [overflow-wrap:anywhere]">
                {numberText(outcome.value)}{' '}
                <span className="text-base font-normal text-muted">{unitText(checkType, outcome.value)}</span>
              </p>
            )}
            <p className="mt-1.5 text-sm">
              <ExecutionMessage text={outcome.message} />
            </p>
            {isStale && (
              <p className="mt-1.5 text-sm text-muted">You have changed the form since. Run it again.</p>
            )}
          </div>
        )}
      </div>
      {sql && (
        <div className="mt-4">
          <CodeBlock label={isStale ? 'SQL, before your last change' : 'SQL'} code={sql} />
        </div>
      )}
    </section>
  );
}
