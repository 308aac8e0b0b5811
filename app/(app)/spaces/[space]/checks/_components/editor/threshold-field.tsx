'use client';

import { useId } from 'react';
import { CONTROL } from '@/components/ui/control';
import { Select } from '@/components/ui/select';
import { OPERATORS } from '@/lib/checks/definition';
import { OPERATOR_WORDS } from '../../_lib/definition-words';
import type { ThresholdDraft } from '../../_lib/editor-state';
import { ErrorText } from './fields';

type Props = {
  /** "Fail unless the value is". */
  sentence: string;
  unit: string;
  draft: ThresholdDraft;
  onChange: (draft: ThresholdDraft) => void;
  error: string | undefined;
};

const OPTIONS = [
  { value: '', label: 'anything' },
  ...OPERATORS.map((operator) => ({ value: operator, label: OPERATOR_WORDS[operator] })),
];

/** A limit as a sentence: it says what the value must be. */
export function ThresholdField({ sentence, unit, draft, onChange, error }: Props) {
  const id = useId();
  const number = (name: 'value' | 'high', label: string) => (
    <input
      inputMode="decimal"
      value={draft[name]}
      onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
      aria-label={label}
      aria-invalid={error !== undefined}
      aria-describedby={id}
      autoComplete="off"
      className={`${CONTROL} w-28!`}
    />
  );
  return (
    <fieldset>
      <legend className="sr-only">{sentence}</legend>
      <div className="flex flex-wrap items-center gap-2">
        <span className="w-full sm:w-52">{sentence}</span>
        <Select
          aria-label={`${sentence} …`}
          value={draft.operator}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...draft, operator: OPERATORS.find((operator) => operator === value) ?? '' })
          }
          options={OPTIONS}
          className="w-32"
        />
        {draft.operator !== '' && number('value', draft.operator === 'between' ? 'Lowest value' : 'Value')}
        {draft.operator === 'between' && (
          <>
            and
            {number('high', 'Highest value')}
          </>
        )}
        {draft.operator !== '' && <span className="text-muted">{unit}</span>}
      </div>
      <div id={id}>
        <ErrorText error={error} />
      </div>
    </fieldset>
  );
}
