'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { unitText } from '@/components/check-value';
import { FormError } from '@/components/form-error';
import { checkPath, checksPath } from '@/components/space-paths';
import { suggestSlug } from '@/components/space-slug';
import { Button, buttonClass } from '@/components/ui/button';
import { TextField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/use-action';
import { type CheckView, SEVERITIES } from '@/lib/checks/schema';
import type { SourceView } from '@/lib/sources/schema';
import { SEVERITY_WORDS, THRESHOLD_NOTES } from '../../_lib/check-types';
import { type EditorState, emptyState, stateOf, toCreateInput, toUpdateInput } from '../../_lib/editor-state';
import { errorAt, unplacedErrors } from '../../_lib/error-at';
import { createCheckAction, updateCheckAction } from '../../actions';
import { PushSnippet } from '../push-snippet';
import { ConflictNotice } from './conflict-notice';
import { Choice, ErrorText, Part, TextArea } from './fields';
import { MeasureFields } from './measure-fields';
import { ScheduleField } from './schedule-field';
import { SourceField } from './source-field';
import { ThresholdField } from './threshold-field';
import { TryPanel } from './try-panel';
import { TypeField } from './type-field';
import { useTables } from './use-tables';
import { useTrial } from './use-trial';

const SLUG_MAX_LENGTH = 80;

type Props = {
  space: string;
  sources: Pick<SourceView, 'name' | 'kind'>[];
  /** The one to change; without it, a new one is made. */
  check: CheckView | null;
};

/** Everything that makes a check. What was typed stays, whatever the server says to it. */
export function CheckEditor({ space, sources, check }: Props) {
  const router = useRouter();
  const toast = useToast();
  const [first] = useState(() => (check ? stateOf(check) : emptyState(sources[0]?.name ?? '')));
  const [state, setState] = useState<EditorState>(first);
  const [isSlugOwn, setIsSlugOwn] = useState(check !== null);
  const [isInConflict, setIsInConflict] = useState(false);
  const [asked, setAsked] = useState<'save' | 'trial'>('save');
  const isSaved = useRef(false);
  const save = useAction<CheckView>();
  const trial = useTrial(space, state);
  const tables = useTables(space, state.checkType === 'custom' ? '' : state.source);
  const errors = asked === 'save' ? save.fieldErrors : trial.fieldErrors;
  const isDirty = JSON.stringify(state) !== JSON.stringify(first);
  const isCustom = state.checkType === 'custom';
  const unit = unitText(state.checkType, 2);

  const change = (part: Partial<EditorState>) => setState((before) => ({ ...before, ...part }));

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (isDirty && !isSaved.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [isDirty]);

  function rename(name: string) {
    change(isSlugOwn ? { name } : { name, slug: suggestSlug(name, SLUG_MAX_LENGTH) });
  }

  function submit(version?: number) {
    setAsked('save');
    save.run(
      async () => {
        const result = check
          ? await updateCheckAction({ space, slug: check.slug, input: { ...toUpdateInput(state), version } })
          : await createCheckAction({ space, input: toCreateInput(state) });
        setIsInConflict(!result.ok && result.error.code === 'edit_conflict');
        return result;
      },
      (saved) => {
        isSaved.current = true;
        toast(check ? 'Changes saved' : 'Check created');
        router.push(checkPath(space, saved.slug));
      },
    );
  }

  const unplaced = unplacedErrors(errors);
  const formError =
    unplaced.length > 0 ? { message: unplaced.join(' '), isSignedOut: false } : save.formError;

  return (
    <form
      noValidate
      className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit(check?.version);
      }}
    >
      <div className="min-w-0">
        <Part title="What it is called">
          <TextField
            label="Name"
            name="name"
            value={state.name}
            onChange={(event) => rename(event.currentTarget.value)}
            error={errors.name}
            hint="Say what is true when it passes, such as “Orders arrive every hour”."
            autoComplete="off"
          />
          <TextField
            label="Short name"
            name="slug"
            value={state.slug}
            onChange={(event) => {
              setIsSlugOwn(event.currentTarget.value !== '');
              change({ slug: event.currentTarget.value });
            }}
            error={errors.slug}
            hint={
              check
                ? 'It stays, because pipelines may use it.'
                : 'Pipelines call the check by it. It cannot be changed.'
            }
            readOnly={check !== null}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <TextArea
            label="Description"
            name="description"
            value={state.description}
            onChange={(description) => change({ description })}
            error={errors.description}
            hint="Optional: why it matters, and what to do when it fails."
            rows={3}
          />
        </Part>
        <Part title="What is measured">
          <TypeField
            value={state.checkType}
            onChange={(checkType) => change({ checkType })}
            error={errorAt(errors, 'checkType')}
          />
          {isCustom ? (
            <PushSnippet space={space} slug={state.slug} />
          ) : (
            <>
              <SourceField
                sources={sources}
                value={state.source}
                onChange={(source) => change({ source })}
                error={errors.source}
                fault={tables.fault}
              />
              <MeasureFields state={state} change={change} errors={errors} tables={tables} />
            </>
          )}
        </Part>
        <Part title="What it must be" text={THRESHOLD_NOTES[state.checkType]}>
          <ThresholdField
            sentence="Fail unless the value is"
            unit={unit}
            draft={state.critical}
            onChange={(critical) => change({ critical })}
            error={errorAt(errors, 'thresholds.critical')}
          />
          <ThresholdField
            sentence="Warn unless the value is"
            unit={unit}
            draft={state.warning}
            onChange={(warning) => change({ warning })}
            error={errorAt(errors, 'thresholds.warning')}
          />
          <ErrorText error={errors.thresholds} />
          <div className="sm:w-72">
            <Choice
              label="Severity"
              value={state.severity}
              onChange={(value) =>
                change({ severity: SEVERITIES.find((severity) => severity === value) ?? 'medium' })
              }
              options={SEVERITIES.map((severity) => ({ value: severity, label: SEVERITY_WORDS[severity] }))}
              hint="How bad a failure is, for whoever reads it."
              error={errors.severity}
            />
          </div>
        </Part>
        {!isCustom && (
          <Part title="Schedule">
            <ScheduleField space={space} state={state} change={change} errors={errors} />
          </Part>
        )}
      </div>
      <aside className="min-w-0">
        <div className="lg:sticky lg:top-6">
          {isCustom ? (
            <Notice>Values are pushed, so there is nothing to try out.</Notice>
          ) : (
            <TryPanel
              {...trial}
              checkType={state.checkType}
              onRun={() => {
                setAsked('trial');
                trial.run();
              }}
              onShowSql={() => {
                setAsked('trial');
                trial.showSql();
              }}
            />
          )}
        </div>
      </aside>
      <div className="border-t pt-5">
        {isInConflict && check ? (
          <ConflictNotice space={space} slug={check.slug} onOverwrite={() => submit()} />
        ) : (
          <FormError failure={formError} className="mb-4" />
        )}
        <div className="flex flex-col-reverse gap-2 *:max-sm:h-11 sm:flex-row">
          <Button type="submit" variant="primary" pending={save.isPending}>
            {save.isPending ? 'Saving…' : check ? 'Save changes' : 'Create check'}
          </Button>
          <Link
            href={check ? checkPath(space, check.slug) : checksPath(space)}
            className={buttonClass('ghost')}
          >
            Cancel
          </Link>
        </div>
      </div>
    </form>
  );
}
