import { numberText, unitText } from '@/components/check-value';
import type { CheckType, Definition, Operator, Threshold } from '@/lib/checks/definition';
import { describeThreshold, effectiveThresholds, limitsOf } from '@/lib/checks/thresholds';

export const OPERATOR_WORDS: Record<Operator, string> = {
  lte: 'at most',
  gte: 'at least',
  lt: 'less than',
  gt: 'more than',
  eq: 'exactly',
  between: 'between',
};

/** "at most 5 rows", "between 1 and 5". */
export function thresholdText(checkType: CheckType, threshold: Threshold): string {
  const unit = unitText(checkType, limitsOf(threshold).at(-1) ?? 0);
  return `${describeThreshold(threshold)} ${unit}`.trimEnd();
}

/** What a check measures, in a sentence. */
export function measureText(definition: Definition): string {
  switch (definition.checkType) {
    case 'sql_metric':
      return `The one number that its query returns from ${definition.source}.`;
    case 'sql_condition':
      return `How many rows its query returns from ${definition.source}.`;
    case 'custom':
      return 'A value that is measured elsewhere and pushed here.';
    default:
      return `${tableText(definition)}, in ${definition.source}.`;
  }
}

type OnTable = Exclude<Definition, { checkType: 'sql_metric' | 'sql_condition' | 'custom' }>;

function tableText({ checkType, configuration }: OnTable): string {
  switch (checkType) {
    case 'row_count':
      return `How many rows ${configuration.table} has`;
    case 'freshness':
      return `How many hours ago the newest ${configuration.column} of ${configuration.table} was`;
    case 'null_check':
      return `How many rows of ${configuration.table} have no ${configuration.column}`;
    case 'uniqueness':
      return `How many rows of ${configuration.table} repeat the ${configuration.columns.join(', ')} of another`;
    case 'range_check':
      return `How many rows of ${configuration.table} have a ${configuration.column} ${rangeText(configuration)}`;
    case 'pattern_check':
      return `How many rows of ${configuration.table} have a ${configuration.column} that does not match ${configuration.pattern}`;
  }
}

function rangeText({ min, max }: { min: number | null; max: number | null }): string {
  if (min !== null && max !== null) return `below ${numberText(min)} or above ${numberText(max)}`;
  if (min !== null) return `below ${numberText(min)}`;
  return max === null ? 'out of range' : `above ${numberText(max)}`;
}

/** What the value must be, one sentence for each result that it can lead to. */
export function expectationTexts(definition: Definition): string[] {
  const { critical, warning } = effectiveThresholds(definition);
  const sentences = [
    critical && `Fails unless it is ${thresholdText(definition.checkType, critical)}.`,
    warning && `Warns unless it is ${thresholdText(definition.checkType, warning)}.`,
  ].filter((sentence) => sentence !== null);
  return sentences.length > 0
    ? sentences
    : ['Passes, whatever the value, unless the one who pushes it says otherwise.'];
}
