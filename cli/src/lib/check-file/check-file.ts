import type { Check, Threshold } from '@qarion/sdk';
import { isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { fields, listOf, number, oneOf, orNull, text } from './readers';
import { type Fault, type Read, Reading } from './reading';

/** `qarion-dq.yaml`: the checks of a space as they shall be. */

// As objects, so that the compiler sees that none is missing and none too many.
const TYPES: Record<Check['checkType'], true> = {
  sql_metric: true,
  sql_condition: true,
  row_count: true,
  freshness: true,
  null_check: true,
  uniqueness: true,
  range_check: true,
  pattern_check: true,
  custom: true,
};
const SEVERITIES: Record<Check['severity'], true> = { low: true, medium: true, high: true, critical: true };
const OPERATORS: Record<Threshold['operator'], true> = {
  gt: true,
  gte: true,
  lt: true,
  lte: true,
  eq: true,
  between: true,
};
const keysOf = <K extends string>(choices: Record<K, true>) => Object.keys(choices) as K[];

const slug: Read<string> = (reading, node) => {
  const value = text(reading, node);
  if (value === undefined || /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) return value;
  return reading.fault(
    node,
    'Use lower-case letters, digits and single hyphens between them, like my-check.',
  );
};

const version: Read<1> = (reading, node) => {
  const value = isScalar(node) ? node.value : undefined;
  if ((typeof value === 'number' || typeof value === 'string') && Number(value) === 1) return 1;
  return reading.fault(node, 'This command knows version 1 of the file.');
};

const bounds: Read<number | [number, number]> = (reading, node) => {
  if (!isSeq(node)) return number(reading, node);
  const [low, high, ...more] = listOf(number, 'two numbers')(reading, node) ?? [];
  if (low !== undefined && high !== undefined && more.length === 0) return [low, high];
  return reading.fault(node, 'Enter two numbers, the lowest and the highest.');
};

const operatorAndValue = fields(
  'a threshold',
  { operator: oneOf(keysOf(OPERATORS), 'an operator'), value: bounds },
  ['operator', 'value'],
);

const threshold: Read<Threshold> = (reading, node) => {
  const read = operatorAndValue(reading, node);
  if (!read) return undefined;
  const { operator, value } = read;
  if (operator === 'between') {
    return Array.isArray(value)
      ? { operator, value }
      : reading.fault(node, 'between takes two numbers: [1, 5].');
  }
  return Array.isArray(value) ? reading.fault(node, `${operator} takes one number.`) : { operator, value };
};

const cronAndZone = fields('a schedule', { cron: text, timezone: text }, ['cron']);
const schedule: Read<{ cron: string; timezone?: string }> = (reading, node) => {
  if (!isScalar(node)) return cronAndZone(reading, node);
  const cron = text(reading, node);
  return cron === undefined ? undefined : { cron };
};

const configuration = fields('a configuration', {
  table: text,
  column: text,
  columns: listOf(text, 'columns'),
  min: orNull(number),
  max: orNull(number),
  pattern: text,
  expect: number,
});

const check = fields(
  'a check',
  {
    slug,
    name: text,
    type: oneOf(keysOf(TYPES), 'a type'),
    description: text,
    source: orNull(text),
    query: orNull(text),
    configuration,
    thresholds: fields('thresholds', { warning: orNull(threshold), critical: orNull(threshold) }),
    severity: oneOf(keysOf(SEVERITIES), 'a severity'),
    schedule: orNull(schedule),
  },
  ['slug', 'name', 'type'],
);

const whole = fields(
  'the file',
  {
    version,
    space: text,
    defaults: fields('defaults', { source: text, schedule: orNull(schedule) }),
    checks: listOf(check, 'checks'),
  },
  ['version', 'space', 'checks'],
);

type ValueOf<R> = R extends Read<infer T> ? T : never;
export type CheckFile = ValueOf<typeof whole>;
export type FileCheck = ValueOf<typeof check>;

/** A file that was read, and where in it a fault is that only the server sees. */
export type ReadFile = {
  content: CheckFile;
  /** @param field As the API names it: `check_type`, `configuration.table`. */
  faultsIn: (slug: string, errors: readonly { loc: readonly (string | number)[]; msg: string }[]) => Fault[];
};

/** Reads the file whole, and names every fault that can be seen in it. */
export function parseCheckFile(source: string): ReadFile | { faults: Fault[] } {
  const lines = new LineCounter();
  const reading = new Reading(parseDocument(source, { lineCounter: lines, prettyErrors: false }), lines);
  const content = reading.faults.length === 0 ? readWhole(reading) : undefined;
  if (!content || reading.faults.length > 0) return { faults: inOrder(reading.faults) };
  const faultsIn: ReadFile['faultsIn'] = (name, errors) => {
    const at = content.checks.findIndex((candidate) => candidate.slug === name);
    for (const { loc, msg } of errors) {
      const field = loc
        .filter((part) => part !== 'body')
        .map((part) => (part === 'check_type' ? 'type' : part));
      reading.faultAt(['checks', at, ...field], field.length > 0 ? `${field.join('.')}: ${msg}` : msg);
    }
    return inOrder(reading.faults.splice(0));
  };
  return { content, faultsIn };
}

function readWhole(reading: Reading): CheckFile | undefined {
  if (!reading.root) return reading.faultAt([], 'The file is empty.');
  const content = whole(reading, reading.root);
  // Only in a file without faults is the list as long as the one in the file.
  if (!content || reading.faults.length > 0) return undefined;
  content.checks.forEach(({ slug: name }, at, all) => {
    const isFirst = all.findIndex((other) => other.slug === name) === at;
    if (!isFirst) reading.faultAt(['checks', at, 'slug'], `There are two checks ${name}.`);
  });
  return content;
}

function inOrder(faults: Fault[]): Fault[] {
  return faults.sort((a, b) => a.line - b.line || a.column - b.column);
}
