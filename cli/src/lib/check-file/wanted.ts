import type { Check, Threshold } from '@qarion/sdk';
import type { CheckFile, FileCheck } from './check-file';

/** Everything about a check that a file decides, in one form for the file and the server. */
export type Wanted = {
  slug: string;
  name: string;
  description: string;
  checkType: Check['checkType'];
  source: string | null;
  query: string | null;
  configuration: Record<string, unknown>;
  thresholds: { warning: Threshold | null; critical: Threshold | null };
  severity: Check['severity'];
  schedule: { cron: string; timezone: string } | null;
};

/** A check of a file, with what the file or the API says where it says nothing. */
export function wantedOf(check: FileCheck, { source, schedule }: CheckFile['defaults'] = {}): Wanted {
  // Values are pushed: there is nothing to read them from and no time to do it.
  const defaults = check.type === 'custom' ? {} : { source, schedule };
  const when = check.schedule === undefined ? defaults.schedule : check.schedule;
  return normal({
    slug: check.slug,
    name: check.name,
    description: check.description ?? '',
    checkType: check.type,
    source: (check.source === undefined ? defaults.source : check.source) ?? null,
    query: check.query ?? null,
    configuration: check.configuration ?? {},
    thresholds: { warning: check.thresholds?.warning ?? null, critical: check.thresholds?.critical ?? null },
    severity: check.severity ?? 'medium',
    schedule: when ? { cron: when.cron, timezone: when.timezone ?? 'UTC' } : null,
  });
}

/** A check of the server. */
export function currentOf(check: Check): Wanted {
  return normal(check);
}

/** As the server keeps it, so that a space at the end of a line is no change each time. */
function normal(check: Wanted): Wanted {
  const { slug, name, description, checkType, source, query, thresholds, severity, schedule } = check;
  return {
    slug,
    name: name.trim().normalize('NFC'),
    description: description.trim(),
    checkType,
    source: source?.trim() ?? null,
    query: query?.trim() ?? null,
    configuration: normalConfiguration(check.configuration),
    thresholds,
    severity,
    schedule: schedule && { cron: schedule.cron.trim(), timezone: schedule.timezone.trim() },
  };
}

/** Without what says the same as nothing: no limit, and zero expected rows. */
function normalConfiguration(configuration: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(configuration).filter(
    ([name, value]) => value !== null && value !== undefined && !(name === 'expect' && value === 0),
  );
  return Object.fromEntries(
    said.map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.map((item) => String(item).trim())];
      return [name, typeof value === 'string' && name !== 'pattern' ? value.trim() : value];
    }),
  );
}
