import type { Io } from '../io';
import { plainLine, plainText } from '../plain-text';
import { type Change, fieldsOf, type Plan } from './plan';

/** A plan for programs. */
export function planAsJson(space: string, plan: Plan): object {
  return {
    space,
    create: plan.create.map((check) => ({ slug: check.slug, ...fieldsOf(check) })),
    change: plan.change.map(({ current, changes }) => ({ slug: current.slug, changes })),
    unchanged: plan.unchanged,
    only_on_server: plan.onlyOnServer,
  };
}

/** A plan for people: what is new with its fields, what changes from what to what, and what stays. */
export function planAsText(space: string, plan: Plan, { paint }: Pick<Io, 'paint'>): string {
  const parts = [
    ...plan.create.map((check) => {
      const lines = Object.entries(fieldsOf(check)).map(
        ([field, value]) => `    ${field}: ${valueText(value, '        ')}`,
      );
      return [paint('green', `+ ${plainLine(check.slug)}`), ...lines].join('\n');
    }),
    ...plan.change.map(({ current, changes }) =>
      [
        paint('yellow', `~ ${plainLine(current.slug)}`),
        ...changes.map((change) => changeText(change, paint)),
      ].join('\n'),
    ),
    ...names('Unchanged', plan.unchanged),
    ...names('Only on the server, left alone', plan.onlyOnServer),
    summary(space, plan),
  ];
  return `${parts.join('\n\n')}\n`;
}

export function summary(space: string, { create, change, unchanged }: Plan): string {
  const counts = `${create.length} to create, ${change.length} to change, ${unchanged.length} unchanged`;
  return `${plainLine(space)}: ${counts}.`;
}

function names(title: string, slugs: readonly string[]): string[] {
  return slugs.length > 0 ? [`${title}: ${slugs.map(plainLine).join(', ')}`] : [];
}

function changeText({ field, before, after }: Change, paint: Io['paint']): string {
  if (isLong(before) || isLong(after)) {
    const [gone, come] = differingLines(linesOf(before), linesOf(after));
    return [
      `    ${field}:`,
      ...gone.map((line) => paint('red', `      - ${line}`)),
      ...come.map((line) => paint('green', `      + ${line}`)),
    ].join('\n');
  }
  return `    ${field}: ${valueText(before, '')} -> ${valueText(after, '')}`;
}

function isLong(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function linesOf(value: unknown): string[] {
  return valueText(value, '').split('\n');
}

/** What is between the lines that two texts begin and end with alike. */
function differingLines(before: string[], after: string[]): [string[], string[]] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const rest = Math.min(before.length, after.length) - start;
  while (end < rest && before.at(-1 - end) === after.at(-1 - end)) end++;
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}

function valueText(value: unknown, indent: string): string {
  if (value === null) return 'none';
  if (typeof value === 'string') {
    const text = plainText(value);
    return indent && text.includes('\n') ? `\n${text.replace(/^/gm, indent)}` : text;
  }
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map((item) => plainLine(String(item))).join(', ');
  const { operator, value: bound, cron, timezone } = value as Record<string, unknown>;
  if (cron !== undefined) return plainLine(`${cron} (${timezone})`);
  if (operator !== undefined) return `${operator} ${Array.isArray(bound) ? bound.join(' and ') : bound}`;
  return plainLine(JSON.stringify(value));
}
