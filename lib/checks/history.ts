import type { Definition, Threshold } from './definition';
import { describeSchedule } from './schedule';
import type { CheckView, FieldChange } from './schema';
import { describeThreshold } from './thresholds';

/** Everything about a check that people may change: what a version keeps. */
export type Snapshot = Pick<
  CheckView,
  'name' | 'description' | 'severity' | 'schedule' | 'definition' | 'isArchived'
>;

/** What a version keeps of a check, and nothing else. */
export function snapshotOf(check: Snapshot): Snapshot {
  const { name, description, severity, schedule, definition, isArchived } = check;
  return { name, description, severity, schedule, definition, isArchived };
}

/** Field by field, what is other in one version than in the one before. */
export function changesBetween(before: Snapshot, after: Snapshot): FieldChange[] {
  const [old, now] = [readable(before), readable(after)];
  return Object.keys(LABELS).flatMap((field) => {
    const [from, to] = [old[field], now[field]];
    // What is not there is not the word for it: a description may say "none".
    if (from === to) return [];
    return [{ field, label: LABELS[field] ?? field, before: from ?? NOTHING, after: to ?? NOTHING }];
  });
}

const NOTHING = 'none';

/** The fields in the order they are shown, by the names the API gives them. */
const LABELS: Record<string, string> = {
  name: 'Name',
  description: 'Description',
  check_type: 'Type',
  source: 'Source',
  query: 'Query',
  'configuration.table': 'Table',
  'configuration.column': 'Column',
  'configuration.columns': 'Columns',
  'configuration.min': 'Lowest value',
  'configuration.max': 'Highest value',
  'configuration.pattern': 'Pattern',
  'configuration.expect': 'Expected rows',
  'thresholds.warning': 'Warning threshold',
  'thresholds.critical': 'Critical threshold',
  severity: 'Severity',
  schedule: 'Schedule',
  is_archived: 'Archived',
};

function readable(snapshot: Snapshot): Record<string, string | undefined> {
  const { definition, schedule } = snapshot;
  const { warning, critical } = definition.thresholds;
  return {
    name: snapshot.name,
    description: snapshot.description || undefined,
    severity: snapshot.severity,
    schedule: schedule ? `${schedule.cron}: ${describeSchedule(schedule)}` : undefined,
    check_type: definition.checkType,
    source: definition.source ?? undefined,
    query: definition.query ?? undefined,
    ...configurationOf(definition),
    'thresholds.warning': describe(warning),
    'thresholds.critical': describe(critical),
    is_archived: snapshot.isArchived ? 'yes' : 'no',
  };
}

function configurationOf({ configuration }: Definition): Record<string, string> {
  return Object.fromEntries(
    Object.entries(configuration).flatMap(([key, value]) =>
      value === null ? [] : [[`configuration.${key}`, Array.isArray(value) ? listed(value) : String(value)]],
    ),
  );
}

/** In quotes where a name has a comma itself, so that one is not taken for two. */
function listed(names: string[]): string {
  return names.map((name) => (/[",]/.test(name) ? JSON.stringify(name) : name)).join(', ');
}

function describe(threshold: Threshold | null): string | undefined {
  return threshold ? describeThreshold(threshold) : undefined;
}
