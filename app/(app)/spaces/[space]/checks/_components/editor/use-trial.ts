'use client';

import { useState } from 'react';
import { useAction } from '@/components/use-action';
import type { CheckType } from '@/lib/checks/definition';
import { type EditorState, toDefinition } from '../../_lib/editor-state';
import { compiledSqlAction, previewCheckAction, type TimedOutcome } from '../../actions';

type Trial = { of: string; checkType: CheckType; outcome: TimedOutcome | null; sql: string | null };

/** What became of the form when it was tried, and whether it is still the same. */
export function useTrial(space: string, state: EditorState) {
  const preview = useAction<TimedOutcome>();
  const compile = useAction<string | null>();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [asked, setAsked] = useState<'preview' | 'compile'>('preview');
  const input = toDefinition(state);
  const of = JSON.stringify(input);
  const { checkType } = state;

  return {
    outcome: trial?.checkType === checkType ? trial.outcome : null,
    sql: trial?.checkType === checkType ? trial.sql : null,
    isStale: trial !== null && trial.of !== of,
    isRunning: preview.isPending,
    isCompiling: compile.isPending,
    failure: asked === 'preview' ? preview.formError : compile.formError,
    fieldErrors: asked === 'preview' ? preview.fieldErrors : compile.fieldErrors,
    run() {
      setAsked('preview');
      preview.run(
        () => previewCheckAction({ space, input }),
        (outcome) => setTrial({ of, checkType, outcome, sql: outcome.executedSql }),
      );
    },
    showSql() {
      setAsked('compile');
      compile.run(
        () => compiledSqlAction({ space, input }),
        (sql) => setTrial({ of, checkType, outcome: null, sql }),
      );
    },
  };
}
