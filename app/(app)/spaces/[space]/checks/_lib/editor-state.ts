import type { CheckType, Operator, Threshold } from '@/lib/checks/definition';
import type { CheckView, CreateCheckInput, PreviewInput, Severity } from '@/lib/checks/schema';

/** A threshold as it is being typed; without an operator there is none. */
export type ThresholdDraft = { operator: Operator | ''; value: string; high: string };

/** Everything in the editor as it was typed, the fields of other types of check included, so that nothing gets lost on the way. */
export type EditorState = {
  name: string;
  slug: string;
  checkType: CheckType;
  source: string;
  query: string;
  expect: string;
  table: string;
  column: string;
  columns: string;
  min: string;
  max: string;
  pattern: string;
  warning: ThresholdDraft;
  critical: ThresholdDraft;
  severity: Severity;
  isScheduled: boolean;
  cron: string;
  timezone: string;
  description: string;
};

const NO_THRESHOLD: ThresholdDraft = { operator: '', value: '', high: '' };

/** The editor for a check that is not there yet. */
export function emptyState(source: string): EditorState {
  return {
    name: '',
    slug: '',
    checkType: 'sql_metric',
    source,
    query: '',
    expect: '0',
    table: '',
    column: '',
    columns: '',
    min: '',
    max: '',
    pattern: '',
    warning: NO_THRESHOLD,
    critical: NO_THRESHOLD,
    severity: 'medium',
    isScheduled: false,
    cron: '0 6 * * *',
    timezone: 'UTC',
    description: '',
  };
}

/** The editor for a check as it is. */
export function stateOf(check: CheckView): EditorState {
  const { definition, schedule } = check;
  const { table, column, columns, min, max, pattern, expect } = definition.configuration as Partial<
    Record<string, unknown>
  >;
  const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));
  const empty = emptyState(definition.source ?? '');
  return {
    ...empty,
    name: check.name,
    slug: check.slug,
    checkType: definition.checkType,
    query: definition.query ?? '',
    expect: text(expect) || empty.expect,
    table: text(table),
    column: text(column),
    columns: Array.isArray(columns) ? columns.join(', ') : '',
    min: text(min),
    max: text(max),
    pattern: text(pattern),
    warning: draftOf(definition.thresholds.warning),
    critical: draftOf(definition.thresholds.critical),
    severity: check.severity,
    isScheduled: schedule !== null,
    cron: schedule?.cron ?? empty.cron,
    timezone: schedule?.timezone ?? empty.timezone,
    description: check.description,
  };
}

/** What a new check shall be, as the domain takes it; it decides what of this will do. */
export function toCreateInput(state: EditorState): CreateCheckInput {
  return { slug: state.slug, ...toUpdateInput(state) };
}

export function toUpdateInput(state: EditorState): Omit<CreateCheckInput, 'slug'> {
  return {
    name: state.name,
    description: state.description,
    severity: state.severity,
    schedule: state.isScheduled ? { cron: state.cron, timezone: state.timezone } : null,
    definition: toDefinition(state),
  };
}

/** What is to be measured: the fields of the chosen type, and no others. */
export function toDefinition(state: EditorState): PreviewInput {
  const { checkType, source, query, table, column } = state;
  const thresholds = { warning: toThreshold(state.warning), critical: toThreshold(state.critical) };
  switch (checkType) {
    case 'sql_metric':
      return { checkType, source, query, thresholds };
    case 'sql_condition':
      return { checkType, source, query, configuration: { expect: number(state.expect) }, thresholds };
    case 'row_count':
      return { checkType, source, configuration: { table }, thresholds };
    case 'freshness':
    case 'null_check':
      return { checkType, source, configuration: { table, column }, thresholds };
    case 'uniqueness':
      return { checkType, source, configuration: { table, columns: listOf(state.columns) }, thresholds };
    case 'range_check': {
      const range = { min: optionalNumber(state.min), max: optionalNumber(state.max) };
      return { checkType, source, configuration: { table, column, ...range }, thresholds };
    }
    case 'pattern_check':
      return { checkType, source, configuration: { table, column, pattern: state.pattern }, thresholds };
    case 'custom':
      return { checkType, thresholds };
  }
}

function draftOf(threshold: Threshold | null): ThresholdDraft {
  if (!threshold) return NO_THRESHOLD;
  const { operator, value } = threshold;
  return Array.isArray(value)
    ? { operator, value: String(value[0]), high: String(value[1]) }
    : { operator, value: String(value), high: '' };
}

function toThreshold({ operator, value, high }: ThresholdDraft): Threshold | null {
  if (operator === '') return null;
  return operator === 'between'
    ? { operator, value: [number(value), number(high)] }
    : { operator, value: number(value) };
}

/** What is no number becomes NaN, which the domain refuses with its own words. */
function number(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

function optionalNumber(text: string): number | null {
  return text.trim() === '' ? null : number(text);
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
