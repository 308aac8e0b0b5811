'use client';

import { useEffect, useState } from 'react';
import { checksPath } from '@/components/space-paths';
import { TextField } from '@/components/ui/field';
import type { EditorState } from '../../_lib/editor-state';
import { errorAt } from '../../_lib/error-at';
import type { ScheduleWords } from '../../new/schedule/route';
import { ErrorText } from './fields';

type Props = {
  space: string;
  state: Pick<EditorState, 'isScheduled' | 'cron' | 'timezone'>;
  change: (change: Partial<EditorState>) => void;
  errors: Record<string, string>;
};

const EXAMPLES = [
  { cron: '0 * * * *', label: 'Every hour' },
  { cron: '0 6 * * *', label: 'Every day' },
  { cron: '0 6 * * 1-5', label: 'Workdays' },
  { cron: '0 6 * * 1', label: 'Every week' },
];

export function ScheduleField({ space, state, change, errors }: Props) {
  const { isScheduled, cron, timezone } = state;
  const words = useScheduleWords(space, isScheduled ? state : null);
  return (
    <div className="space-y-4">
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          checked={isScheduled}
          onChange={({ currentTarget: { checked } }) =>
            change({
              isScheduled: checked,
              // Whoever has said nothing about it means the clocks around them.
              ...(checked && timezone === 'UTC' && { timezone: localTimezone() }),
            })
          }
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          Run it by itself
          <span className="block text-sm text-muted">
            It can be run by hand and with an API key either way.
          </span>
        </span>
      </label>
      {isScheduled && (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label="Cron expression"
              name="cron"
              value={cron}
              onChange={(event) => change({ cron: event.currentTarget.value })}
              error={errorAt(errors, 'schedule.cron')}
              hint="Minute, hour, day of the month, month, day of the week."
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              label="Time zone"
              name="timezone"
              value={timezone}
              onChange={(event) => change({ timezone: event.currentTarget.value })}
              error={errorAt(errors, 'schedule.timezone')}
              list="time-zones"
              autoComplete="off"
              spellCheck={false}
            />
          </div>
          <datalist id="time-zones">
            {['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <div className="flex flex-wrap items-center gap-2 text-sm">
            {EXAMPLES.map((example) => (
              <button
                key={example.cron}
                type="button"
                onClick={() => change({ cron: example.cron })}
                className="h-7 rounded border bg-surface px-2 hover:bg-hover max-sm:h-9"
              >
                {example.label}
              </button>
            ))}
          </div>
          <div role="status" className="min-h-10 text-sm text-muted">
            {words && 'text' in words && (
              <>
                <p className="text-ink">{words.text}</p>
                <p>Next: {words.runs.join(' · ')}</p>
              </>
            )}
            {words && 'fault' in words && !errorAt(errors, 'schedule') && <ErrorText error={words.fault} />}
          </div>
        </>
      )}
    </div>
  );
}

const TYPING_PAUSE_MS = 300;

/** A schedule in words, a moment after it was typed. */
function useScheduleWords(
  space: string,
  schedule: Pick<EditorState, 'cron' | 'timezone'> | null,
): ScheduleWords | null {
  const [words, setWords] = useState<ScheduleWords | null>(null);
  const query =
    schedule && new URLSearchParams({ cron: schedule.cron, timezone: schedule.timezone }).toString();

  useEffect(() => {
    if (query === null) return;
    const abort = new AbortController();
    async function ask() {
      const response = await fetch(`${checksPath(space)}/new/schedule?${query}`, { signal: abort.signal });
      setWords(response.ok ? await response.json() : null);
    }
    // These words are a help only: without an answer there are none.
    const timer = setTimeout(() => void ask().catch(() => undefined), TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [space, query]);

  return query === null ? null : words;
}

function localTimezone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
