import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { LiveWorld } from '../support/live-world';

const README = readFileSync(path.resolve(__dirname, '../../README.md'), 'utf8');
const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);

export function filesSuite(world: LiveWorld): void {
  /** A folder with a file of checks in it. */
  function folderWith(content: string): string {
    const folder = mkdtempSync(path.join(world.installed.home.path, 'checks-'));
    writeFileSync(path.join(folder, 'qarion-dq.yaml'), content);
    return folder;
  }
  const apply = (content: string, ...flags: string[]) =>
    world.installed.run(['quality', 'apply', ...flags], {
      env: world.env(world.keys.editor),
      cwd: folderWith(content),
    });
  /** Every check as people made it, without what it was found to be. */
  async function checksNow(): Promise<{ slug: string; version: number; updated_at: string }[]> {
    const { stdout } = await world.as('viewer', 'quality list my-space');
    return JSON.parse(stdout).map(({ last_execution: _, ...check }: Record<string, unknown>) => check);
  }

  it('the README’s examples run, one after the other', async () => {
    const [file = ''] = blocks('yaml');
    const examples = blocks('sh');
    expect(examples.length).toBeGreaterThanOrEqual(6);
    const given = { env: world.env(world.keys.editor), cwd: folderWith(file) };
    for (const example of examples) {
      const { code, stderr } = await world.installed.shell(example, given);
      expect([example, code, stderr.includes('error')]).toEqual([example, 0, false]);
    }
    expect((await checksNow()).map(({ slug }) => slug)).toContain('paid-orders');
  });

  it('applying a file twice changes nothing, whatever types of checks are in it', async () => {
    const table = 'source: files, configuration: { table: customers, column: email }';
    const file = `version: 1
space: my-space
defaults: { source: files, schedule: "0 5 * * 1" }
checks:
  - { slug: t-condition, name: "  Spaces around ", type: sql_condition, query: "SELECT 1 WHERE false  " }
  - { slug: t-expect, name: E, type: sql_condition, query: SELECT 1, configuration: { expect: 1 } }
  - { slug: t-fresh, name: F, type: freshness, configuration: { table: orders, column: created_at }, thresholds: { warning: { operator: lt, value: 1.50 } } }
  - { slug: t-null, name: N, type: null_check, ${table} }
  - { slug: t-unique, name: U, type: uniqueness, configuration: { table: orders, columns: [id, amount] } }
  - { slug: t-range, name: R, type: range_check, configuration: { table: orders, column: amount, max: 1e4 }, severity: low }
  - { slug: t-pattern, name: P, type: pattern_check, configuration: { table: customers, column: email, pattern: " @" } }
  - { slug: t-custom, name: C, type: custom, thresholds: { critical: { operator: between, value: [1, 2] } } }
`;
    const first = await apply(file, '--yes');
    expect([first.code, JSON.parse(first.stdout).create.length]).toEqual([0, 8]);
    const made = await checksNow();
    const second = await apply(file, '--yes');
    expect([second.code, second.stderr]).toEqual([0, '']);
    expect(JSON.parse(second.stdout)).toMatchObject({ create: [], change: [], unchanged: { length: 8 } });
    expect(await checksNow()).toEqual(made);

    // Now from every side: a type, a part taken away, a schedule, a name.
    const other = file
      .replace(
        'type: sql_condition, query: SELECT 1, configuration: { expect: 1 }',
        'type: row_count, configuration: { table: orders }',
      )
      .replace('max: 1e4', 'min: 0')
      .replace('name: N,', 'name: New, schedule: null,');
    const third = await apply(other, '--yes');
    expect([third.code, third.stderr]).toEqual([0, 'Changed t-expect.\nChanged t-null.\nChanged t-range.\n']);
    const fourth = await apply(other, '--yes');
    expect(JSON.parse(fourth.stdout)).toMatchObject({ create: [], change: [], unchanged: { length: 8 } });
  });

  it.each([
    [
      'a fault in the file',
      '  - slug: new-check\n    name: N\n    typ: row_count\n',
      /^qarion-dq\.yaml:4:5: type is missing in a check\.\nqarion-dq\.yaml:6:5: There is no field typ in a check\./,
    ],
    [
      'a fault that only the server sees',
      '  - slug: new-check\n    name: N\n    type: custom\n    schedule: every day\n',
      /\nqarion-dq\.yaml:7:15: schedule\.cron: /,
    ],
    [
      'a source there is none of',
      '  - slug: new-check\n    name: N\n    type: row_count\n    source: nowhere\n    configuration: { table: t }\n',
      /\nqarion-dq\.yaml:7:13: source: This space has no source nowhere\./,
    ],
  ])('%s is said with its line, and nothing is changed', async (_, checks, words) => {
    const before = await checksNow();
    const { code, stderr } = await apply(`version: 1\nspace: my-space\nchecks:\n${checks}`, '--yes');
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
    expect(await checksNow()).toEqual(before);
  });

  it('changes nothing without --yes where nobody can be asked, nor with --dry-run', async () => {
    const before = await checksNow();
    const file = 'version: 1\nspace: my-space\nchecks: [{ slug: new-check, name: N, type: custom }]\n';
    expect(await apply(file)).toMatchObject({ code: 2, stderr: expect.stringContaining('Say --yes') });
    expect(await apply(file, '--dry-run', '--yes')).toMatchObject({ code: 0, stderr: '' });
    expect(await checksNow()).toEqual(before);
  });

  it('a viewer and an outsider change nothing: 5', async () => {
    const before = await checksNow();
    const cwd = folderWith(
      'version: 1\nspace: my-space\nchecks: [{ slug: new-check, name: N, type: custom }]\n',
    );
    for (const person of ['viewer', 'outsider'] as const) {
      const env = world.env(world.keys[person]);
      const { code } = await world.installed.run(['quality', 'apply', '--yes'], { env, cwd });
      expect([person, code]).toEqual([person, 5]);
    }
    expect(await checksNow()).toEqual(before);
  });

  it('push exits by the result, and counts a value once', async () => {
    const push = (value: string) =>
      world.as('editor', `quality push my-space t-custom ${value} --idempotency-key ${value}`);
    const [first, again] = [await push('1.5'), await push('1.5')];
    expect([first.code, first.stdout]).toEqual([0, again.stdout]);
    expect(await push('-3')).toMatchObject({ code: 1, stdout: expect.stringContaining('"FAIL"') });
  });

  it('a terminal sees a table with colours as wide as itself, and is asked before a change', async () => {
    const env = world.env(world.keys.editor);
    const table = await world.installed.terminal(90, 'quality list my-space', { env });
    expect(table.code).toBe(0);
    const lines = table.stdout.split('\r\n').filter(Boolean);
    expect(lines[0]).toContain('\u001b[2mslug\u001b[0m');
    expect(table.stdout).toContain('\u001b[31mFAIL\u001b[0m');
    for (const line of lines) expect(stripVTControlCharacters(line).length).toBeLessThanOrEqual(90);

    const cwd = folderWith(
      'version: 1\nspace: my-space\nchecks: [{ slug: asked-for, name: A, type: custom }]\n',
    );
    for (const [answer, code] of [
      ['n', 2],
      ['y', 0],
    ] as const) {
      let isAnswered = false;
      const ended = await world.installed.terminal(90, 'quality apply', {
        env,
        cwd,
        watch(text, { type }) {
          if (isAnswered || !text.includes('Apply it? [y/N]')) return;
          isAnswered = true;
          type(`${answer}\r`);
        },
      });
      expect([answer, ended.code]).toEqual([answer, code]);
      expect(ended.stdout).toContain('my-space: 1 to create, 0 to change, 0 unchanged.');
    }
    expect((await checksNow()).map(({ slug }) => slug)).toContain('asked-for');
  });
}
