import type { Definition, Threshold, Thresholds } from './definition';

/** Whether a value is as a threshold says it must be. */
export function meets(threshold: Threshold, value: number): boolean {
  switch (threshold.operator) {
    case 'gt':
      return value > threshold.value;
    case 'gte':
      return value >= threshold.value;
    case 'lt':
      return value < threshold.value;
    case 'lte':
      return value <= threshold.value;
    case 'eq':
      return value === threshold.value;
    case 'between':
      return threshold.value[0] <= value && value <= threshold.value[1];
  }
}

export type Verdict = { status: 'PASS' } | { status: 'WARNING' | 'FAIL'; unmet: Threshold };

/** Not to meet `critical` is worse than not to meet `warning`. */
export function judge({ warning, critical }: Thresholds, value: number): Verdict {
  if (critical && !meets(critical, value)) return { status: 'FAIL', unmet: critical };
  if (warning && !meets(warning, value)) return { status: 'WARNING', unmet: warning };
  return { status: 'PASS' };
}

/** The thresholds of a definition, or those its type has when it names none. */
export function effectiveThresholds(definition: Definition): Thresholds {
  const { warning, critical } = definition.thresholds;
  if (warning || critical) return definition.thresholds;
  return { warning: null, critical: defaultCritical(definition) };
}

function defaultCritical(definition: Definition): Threshold | null {
  switch (definition.checkType) {
    case 'sql_condition':
      return { operator: 'eq', value: definition.configuration.expect };
    case 'row_count':
      return { operator: 'gte', value: 1 };
    case 'null_check':
    case 'uniqueness':
    case 'range_check':
    case 'pattern_check':
      return { operator: 'eq', value: 0 };
    default:
      return null;
  }
}

const WORDS = {
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  eq: 'exactly',
} as const;

/** "at most 5", "between 1 and 10". */
export function describeThreshold(threshold: Threshold): string {
  if (threshold.operator !== 'between') {
    return `${WORDS[threshold.operator]} ${exactNumber(threshold.value)}`;
  }
  const [low, high] = threshold.value;
  return `between ${exactNumber(low)} and ${exactNumber(high)}`;
}

/** The limits that a threshold names. */
export function limitsOf({ value }: Threshold): number[] {
  return typeof value === 'number' ? [value] : value;
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** A number with all its digits: 1,234.5678901. */
export function exactNumber(value: number): string {
  const size = Math.abs(value);
  return size >= 1e15 || (size > 0 && size < 1e-6) ? String(value) : grouped.format(value);
}

/**
 * A number as people like to read it, with six digits at most unless it is
 * whole; with all of them where it would otherwise look like a limit it is not.
 */
export function readableNumber(value: number, limits: number[] = []): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 1e6 || size < 1e-6) return exactNumber(value);
  const text = short.format(value);
  return limits.some((limit) => limit !== value && exactNumber(limit) === text) ? exactNumber(value) : text;
}
