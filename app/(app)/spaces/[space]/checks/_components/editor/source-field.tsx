'use client';

import type { SourceView } from '@/lib/sources/schema';
import { Choice } from './fields';

type Props = {
  sources: Pick<SourceView, 'name' | 'kind'>[];
  value: string;
  onChange: (name: string) => void;
  error: string | undefined;
  /** Why nothing of the source can be suggested. */
  fault: string | null;
};

const KINDS: Record<SourceView['kind'], string> = { postgres: 'PostgreSQL', files: 'files' };

/** Where the data is. */
export function SourceField({ sources, value, onChange, error, fault }: Props) {
  const options = sources.map(({ name, kind }) => ({ value: name, label: `${name} (${KINDS[kind]})` }));
  const isKnown = sources.some(({ name }) => name === value);
  return (
    <Choice
      label="Source"
      value={value}
      onChange={onChange}
      options={isKnown ? options : [{ value, label: value || 'Choose a source' }, ...options]}
      hint={
        sources.length === 0
          ? 'This space has no source yet. A superadmin can add one; a custom check needs none.'
          : (fault && `Nothing can be suggested: ${fault}`) || undefined
      }
      error={error}
    />
  );
}
