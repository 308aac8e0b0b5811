import type { CheckView } from '@/lib/checks/schema';

type CheckType = CheckView['definition']['checkType'];

/** What the values of a type of check count; the others are plain numbers. */
const UNITS: Partial<Record<CheckType, [one: string, many: string]>> = {
  sql_condition: ['row', 'rows'],
  row_count: ['row', 'rows'],
  freshness: ['hour', 'hours'],
  null_check: ['row', 'rows'],
  uniqueness: ['row', 'rows'],
  range_check: ['row', 'rows'],
  pattern_check: ['row', 'rows'],
};

const PLAIN = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const SMALL = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const HUGE = new Intl.NumberFormat('en-US', { notation: 'scientific', maximumFractionDigits: 4 });
const SHORT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** A number as people read it: "1,204", "0.001235". */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return HUGE.format(value);
  return (size > 0 && size < 1 ? SMALL : PLAIN).format(value);
}

/** A number in little room: "1.2M", "79.17". */
export function compactNumberText(value: number): string {
  const size = Math.abs(value);
  if (size >= 10_000) return COMPACT.format(value);
  return size < 1 ? numberText(value) : SHORT.format(value);
}

/** The unit that goes with a value, or nothing. */
export function unitText(checkType: CheckType, value: number): string {
  const unit = UNITS[checkType];
  return unit ? unit[value === 1 ? 0 : 1] : '';
}

/** "1,204 rows". */
export function valueText(checkType: CheckType, value: number): string {
  return `${numberText(value)} ${unitText(checkType, value)}`.trimEnd();
}
