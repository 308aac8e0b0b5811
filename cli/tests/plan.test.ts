import type { Check } from '@qarion/sdk';
import { type CheckFile, parseCheckFile } from '../src/lib/check-file/check-file';
import { planAsText } from '../src/lib/check-file/describe-plan';
import { planFor, toUpdate } from '../src/lib/check-file/plan';
import { wantedOf } from '../src/lib/check-file/wanted';

const ON_SERVER: Check = {
  id: '1',
  space: 'my-space',
  slug: 'a',
  name: 'A',
  description: '',
  checkType: 'range_check',
  source: 'files',
  query: null,
  configuration: { table: 't', column: 'c', min: 0, max: 9 },
  thresholds: { warning: { operator: 'lte', value: 5 }, critical: null },
  severity: 'medium',
  schedule: { cron: '0 6 * * *', timezone: 'UTC' },
  version: 7,
  isArchived: false,
  lastExecution: null,
  createdAt: '2026-03-01T12:00:00.000Z',
  updatedAt: '2026-03-01T12:00:00.000Z',
};
const SAME = `
    name: A
    type: range_check
    configuration: { max: 9, min: 0, column: c, table: t }
    thresholds: { warning: { value: 5, operator: lte } }`;

function fileWith(checks: string): CheckFile {
  const read = parseCheckFile(
    `version: 1\nspace: my-space\ndefaults: { source: files, schedule: "0 6 * * *" }\nchecks:\n${checks}\n`,
  );
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.content;
}

function planOf(checks: string, onServer: Check[] = [ON_SERVER], archived: Check[] = []) {
  const { defaults, checks: listed } = fileWith(checks);
  return planFor(
    listed.map((check) => wantedOf(check, defaults)),
    onServer,
    archived,
  );
}

/** The changes of the one check that changes. */
function changesOf(check: string, onServer: Check = ON_SERVER) {
  const [change] = planOf(check, [onServer]).change;
  if (!change) throw new Error('nothing changes');
  return change;
}

it('changes nothing that says the same in another way', () => {
  const spaced = `  - slug: a${SAME.replace('name: A', 'name: " A "')}`;
  for (const check of [`  - slug: a${SAME}`, spaced]) {
    expect(planOf(check)).toMatchObject({ create: [], change: [], unchanged: ['a'] });
  }
  const withNulls = { ...ON_SERVER, configuration: { ...ON_SERVER.configuration, expect: 0, pattern: null } };
  expect(planOf(`  - slug: a${SAME}`, [withNulls])).toMatchObject({ unchanged: ['a'] });
});

it('creates what is not there, and names what is only there without touching it', () => {
  const plan = planOf('  - { slug: b, name: B, type: custom }');
  expect(plan).toMatchObject({ change: [], unchanged: [], onlyOnServer: ['a'] });
  expect(plan.create).toEqual([expect.objectContaining({ slug: 'b', source: null, schedule: null })]);
});

it('plans nothing for a check that is archived, and says so', () => {
  const plan = planOf(`  - slug: a${SAME}`, [], [{ ...ON_SERVER, isArchived: true }]);
  expect(plan).toMatchObject({ create: [], change: [], archived: ['a'] });
});

it('names each field that changes, and sends nothing else but the version', () => {
  const change = changesOf(`  - slug: a${SAME.replace('value: 5', 'value: 6')}\n    severity: low`);
  expect(change.changes).toEqual([
    {
      field: 'thresholds.warning',
      before: { operator: 'lte', value: 5 },
      after: { operator: 'lte', value: 6 },
    },
    { field: 'severity', before: 'medium', after: 'low' },
  ]);
  expect(toUpdate(change)).toEqual({
    version: 7,
    thresholds: { warning: { operator: 'lte', value: 6 }, critical: null },
    severity: 'low',
  });
});

it('takes away what the file no longer says', () => {
  const change = changesOf(`  - slug: a${SAME.replace('max: 9, ', '')}\n    schedule: null`);
  expect(toUpdate(change)).toEqual({
    version: 7,
    configuration: { table: 't', column: 'c', min: 0, max: null },
    schedule: null,
  });
});

it('sends everything a check measures when its type changes', () => {
  const change = changesOf('  - { slug: a, name: A, type: sql_metric, query: SELECT 1 }');
  expect(toUpdate(change)).toEqual({
    version: 7,
    checkType: 'sql_metric',
    source: 'files',
    query: 'SELECT 1',
    configuration: {},
    thresholds: { warning: null, critical: null },
  });
});

it('shows a change as before -> after, of long texts only the lines that differ', () => {
  const query = ['SELECT 1', 'FROM t', 'WHERE a', 'LIMIT 1'];
  const metric: Check = { ...ON_SERVER, checkType: 'sql_metric', configuration: {}, query: query.join('\n') };
  const block = [...query.slice(0, 2), 'WHERE b', ...query.slice(3)]
    .map((line) => `      ${line}`)
    .join('\n');
  const plan = planOf(`  - slug: a\n    name: B\n    type: sql_metric\n    query: |\n${block}`, [metric]);
  const text = planAsText('my-space', plan, { paint: (_, shown) => shown });
  expect(text).toBe(`~ a
    name: A -> B
    query:
      - WHERE a
      + WHERE b
    thresholds.warning: lte 5 -> none

my-space: 0 to create, 1 to change, 0 unchanged.
`);
});

it('shows nothing of a plan that a terminal would act on', () => {
  const evil: Check = { ...ON_SERVER, slug: 'x\u001b[2J', name: 'A\u001b]0;owned\u0007' };
  const plan = planFor([], [evil], []);
  const change = {
    current: evil,
    wanted: wantedOf(fileWith(`  - slug: a${SAME}`).checks[0] ?? fail()),
    changes: [],
  };
  const text = planAsText('s', { ...plan, change: [change] }, { paint: (_, shown) => shown });
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
});

function fail(): never {
  throw new Error('the file has a check');
}
