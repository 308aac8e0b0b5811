import type { CheckType } from '@/lib/checks/definition';
import type { Severity } from '@/lib/checks/schema';

/** Each type of check, in one line. */
export const TYPE_WORDS: Record<CheckType, { name: string; text: string }> = {
  sql_metric: { name: 'SQL metric', text: 'A query returns one number, which is compared.' },
  sql_condition: { name: 'SQL condition', text: 'A query returns the rows that are wrong.' },
  row_count: { name: 'Row count', text: 'How many rows a table has.' },
  freshness: { name: 'Freshness', text: 'How old the newest row of a table is, in hours.' },
  null_check: { name: 'Missing values', text: 'How many rows have no value in a column.' },
  uniqueness: { name: 'Uniqueness', text: 'How many rows repeat the values of another.' },
  range_check: { name: 'Range', text: 'How many rows have a number outside a range.' },
  pattern_check: { name: 'Pattern', text: 'How many rows have a text that looks wrong.' },
  custom: { name: 'Custom', text: 'You measure, and push the value with an API key.' },
};

export const SEVERITY_WORDS: Record<Severity, string> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  critical: 'Critical',
};

const ANY = 'Without a threshold it fails when there is any such row.';

/** What the thresholds of each type are for. */
export const THRESHOLD_NOTES: Record<CheckType, string> = {
  sql_metric: 'Name at least one threshold.',
  sql_condition: 'Without a threshold it fails unless as many rows come back as are expected.',
  row_count: 'Without a threshold it fails when there is no row.',
  freshness: 'Name at least one threshold: how many hours old the newest row may be.',
  null_check: ANY,
  uniqueness: ANY,
  range_check: ANY,
  pattern_check: ANY,
  custom: 'Without a threshold every value passes, unless the one who pushes it says otherwise.',
};
