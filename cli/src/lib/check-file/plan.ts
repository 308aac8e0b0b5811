import type { Check, CreateCheckInput, UpdateCheckInput } from '@qarion/sdk';
import { currentOf, type Wanted } from './wanted';

/** A field that is to be other than it is, by the API's name for it. */
export type Change = { field: string; before: unknown; after: unknown };

export type Plan = {
  create: Wanted[];
  change: { current: Check; wanted: Wanted; changes: Change[] }[];
  /** Short names. */
  unchanged: string[];
  /** On the server and not in the file: they stay as they are. */
  onlyOnServer: string[];
  /** In the file, and archived on the server, which no file changes. */
  archived: string[];
};

/** What has to be done so that the server has what is wanted. */
export function planFor(
  wanted: readonly Wanted[],
  active: readonly Check[],
  archived: readonly Check[],
): Plan {
  const bySlug = new Map(active.map((check) => [check.slug, check]));
  const gone = new Set(archived.map(({ slug }) => slug));
  const inFile = new Set(wanted.map(({ slug }) => slug));
  const plan: Plan = { create: [], change: [], unchanged: [], onlyOnServer: [], archived: [] };
  for (const check of wanted) {
    const current = bySlug.get(check.slug);
    const changes = current ? changesBetween(currentOf(current), check) : [];
    if (gone.has(check.slug)) plan.archived.push(check.slug);
    else if (!current) plan.create.push(check);
    else if (changes.length > 0) plan.change.push({ current, wanted: check, changes });
    else plan.unchanged.push(check.slug);
  }
  plan.onlyOnServer = active.map(({ slug }) => slug).filter((slug) => !inFile.has(slug));
  return plan;
}

/** A check field by field, in the order they are shown; what it does not have is left out. */
export function fieldsOf(check: Wanted): Record<string, unknown> {
  const { warning, critical } = check.thresholds;
  const all = {
    name: check.name,
    description: check.description || null,
    check_type: check.checkType,
    source: check.source,
    query: check.query,
    ...Object.fromEntries(
      Object.entries(check.configuration).map(([name, value]) => [`configuration.${name}`, value]),
    ),
    'thresholds.warning': warning,
    'thresholds.critical': critical,
    severity: check.severity,
    schedule: check.schedule,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

function changesBetween(current: Wanted, wanted: Wanted): Change[] {
  const [before, after] = [fieldsOf(current), fieldsOf(wanted)];
  // The names of both, in the order of what is wanted.
  const names = new Set([...Object.keys(after), ...Object.keys(before)]);
  return [...names]
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((change) => canonical(change.before) !== canonical(change.after));
}

/** The same text for the same value, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

export function toCreate({ configuration, ...check }: Wanted): CreateCheckInput {
  return { ...check, configuration };
}

/** What to send so that the check becomes what is wanted, unless somebody changed it meanwhile. */
export function toUpdate({ current, wanted, changes }: Plan['change'][number]): UpdateCheckInput {
  const isOtherType = current.checkType !== wanted.checkType;
  const isChanged = (name: string) =>
    changes.some(({ field }) => field === name || field.startsWith(`${name}.`));
  const { name, description, checkType, source, query, thresholds, severity, schedule } = wanted;
  return {
    version: current.version,
    ...(isChanged('name') && { name }),
    ...(isChanged('description') && { description }),
    ...(isOtherType && { checkType }),
    // Another type begins with an empty query and configuration.
    ...((isOtherType || isChanged('source')) && { source }),
    ...((isOtherType || isChanged('query')) && { query }),
    ...((isOtherType || isChanged('configuration')) && {
      configuration: { ...(isOtherType ? {} : withoutParts(changes)), ...wanted.configuration },
    }),
    ...(isChanged('thresholds') && { thresholds }),
    ...(isChanged('severity') && { severity }),
    ...(isChanged('schedule') && { schedule }),
  };
}

/** Parts of a configuration are laid over what is there, so what shall go has to be named. */
function withoutParts(changes: readonly Change[]): Record<string, unknown> {
  const gone = changes.filter(({ field, after }) => field.startsWith('configuration.') && after === null);
  return Object.fromEntries(
    gone.map(({ field }) => {
      const name = field.slice('configuration.'.length);
      return [name, name === 'expect' ? 0 : null];
    }),
  );
}
