import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../../../tests/process/support/processes';
import type { LiveWorld } from '../support/live-world';

/** A check that is not over before the test is. */
const SLOW = `version: 1
space: my-space
checks:
  - slug: slow-check
    name: Slow
    type: sql_metric
    source: files
    query: SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b WHERE a.range + b.range > 7
    thresholds: { critical: { operator: gte, value: 0 } }
`;

const executionsOf = (world: LiveWorld, slug: string) =>
  world.folder.query<{ id: string; status: string }>(
    'SELECT e.id, e.status FROM executions e JOIN checks c ON c.id = e.check_id WHERE c.slug = $1 ORDER BY e.created_at DESC',
    [slug],
  );

export function triggerSuite(world: LiveWorld): void {
  it.each([
    ['my-check', 'PASS', 0],
    ['customers-can-be-written-to', 'WARNING', 0],
    ['customers-can-be-written-to --fail-on warning', 'WARNING', 1],
    ['amounts-are-plausible', 'FAIL', 1],
    ['refund-time', 'ERROR', 3],
  ])('trigger my-space %s: %s, exit code %i, and one execution', async (words, status, code) => {
    const [slug = ''] = words.split(' ');
    const before = await executionsOf(world, slug);
    const ended = await world.as('editor', `quality trigger my-space ${words}`);
    expect(ended.code).toBe(code);
    const execution = JSON.parse(ended.stdout);
    expect(execution).toMatchObject({ status, check_slug: slug, triggered_by: { via: 'api_key' } });
    const after = await executionsOf(world, slug);
    expect([after.length, after[0]?.id]).toEqual([before.length + 1, execution.id]);
  });

  it.each([
    ['without a check: 2', 'editor', 'quality trigger my-space', 2, "missing required argument 'check'"],
    ['by a viewer: 5', 'viewer', 'quality trigger my-space my-check', 5, 'takes the role editor'],
    [
      'in a space of others: 5, as if it were not there',
      'outsider',
      'quality trigger my-space my-check',
      5,
      'no space my-space',
    ],
    ['of nothing: 5', 'editor', 'quality trigger my-space nothing', 5, 'no check nothing'],
  ] as const)('trigger %s', async (_, person, line, code, words) => {
    const before = await executionsOf(world, 'my-check');
    const ended = await world.as(person, line);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toContain(words);
    expect(await executionsOf(world, 'my-check')).toEqual(before);
  });

  it('trigger without a key, with a revoked one and with half of one: 4', async () => {
    const revoked = await world.makeKey('editor', { isRevoked: true });
    const words = ['quality', 'trigger', 'my-space', 'my-check'];
    for (const [key, said] of [
      [undefined, 'There is no API key for'],
      [revoked, 'revoked'],
      [revoked.slice(0, -1), 'one character is missing'],
    ] as const) {
      const { code, stdout, stderr } = await world.installed.run(words, { env: world.env(key) });
      expect([code, stdout]).toEqual([4, '']);
      expect(stderr).toContain(said);
      expect(stderr).not.toContain(revoked.slice(0, -1));
    }
  });

  describe('a check that takes long', () => {
    beforeAll(async () => {
      const { keys, installed } = world;
      const env = world.env(keys.editor);
      const ended = await installed.shell(`cat > slow.yaml; qarion quality apply slow.yaml --yes`, {
        env,
        stdin: SLOW,
      });
      expect(ended).toMatchObject({ code: 0, stderr: 'Created slow-check.\n' });
    });

    it('after Ctrl-C: 130, a word about the execution that goes on, and a clean line', async () => {
      let isPressed = false;
      const { code, stdout } = await world.installed.terminal(100, 'quality trigger my-space slow-check', {
        env: world.env(world.keys.editor),
        watch(text, { type }) {
          if (isPressed || !text.includes('Waiting for slow-check')) return;
          isPressed = true;
          type('\u0003');
        },
      });
      expect(code).toBe(130);
      const [execution] = await executionsOf(world, 'slow-check');
      expect(stdout).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] Waiting for slow-check/);
      expect(stdout).toContain(
        `\r\u001b[2KThe execution ${execution?.id} goes on: qarion quality history my-space slow-check\r\n`,
      );
    });

    it('stopped by the pipeline it is in: 143, and the same word', async () => {
      const before = (await executionsOf(world, 'slow-check')).length;
      const { code, stdout, stderr } = await world.installed.run(
        ['quality', 'trigger', 'my-space', 'slow-check'],
        {
          env: world.env(world.keys.editor),
          terminateAfter: () =>
            until(async () => (await executionsOf(world, 'slow-check')).length > before, 'it is queued'),
        },
      );
      const [execution] = await executionsOf(world, 'slow-check');
      expect([code, stdout]).toEqual([143, '']);
      expect(stderr).toContain(`The execution ${execution?.id} goes on`);
    });

    it('when the time is up: 3, and the execution is named', async () => {
      const { code, stdout, stderr } = await world.as(
        'editor',
        'quality trigger my-space slow-check --timeout 1',
      );
      const [execution] = await executionsOf(world, 'slow-check');
      expect([code, stdout]).toEqual([3, '']);
      expect(stderr).toContain(`The execution ${execution?.id} goes on`);
    });

    it('told not to wait: 0, and it is in the history', async () => {
      const { code, stdout } = await world.as('editor', 'quality trigger my-space slow-check --no-wait');
      const history = await world.as('editor', 'quality history my-space slow-check --limit 1');
      const { id, status } = JSON.parse(stdout);
      expect([code, status]).toEqual([0, 'QUEUED']);
      expect(JSON.parse(history.stdout)).toMatchObject([{ id }]);
    });

    it('shows the key nowhere that others could look while it waits', async () => {
      const { editor } = world.keys;
      let commandLines = '';
      const { stdout } = await world.installed.terminal(
        80,
        'quality trigger my-space slow-check --timeout 1',
        {
          env: world.env(editor),
          watch: () => {
            commandLines += allCommandLines();
          },
        },
      );
      expect(commandLines).toContain('qarion\0quality\0trigger');
      for (const text of [commandLines, stdout, world.platform.stdout(), world.platform.stderr()]) {
        expect(text).not.toContain(editor);
      }
    });
  });
}

/** What `ps` shows to everybody. */
function allCommandLines(): string {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.map((pid) => read(path.join('/proc', pid, 'cmdline'))).join('\n');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Gone meanwhile.
  }
}
