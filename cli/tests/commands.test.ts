import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { makeProgram } from '../src/program';

/** Reads words without doing the work: gives the options the work would get. */
async function parse(words: readonly string[]): Promise<{ work: string; options: unknown }> {
  const started: { work: string; options: unknown }[] = [];
  const start = async (run: { name: string }, options: unknown) => {
    started.push({ work: run.name, options });
  };
  const program = makeProgram({ withClient: start, withoutKey: start });
  quiet(program);
  await program.parseAsync(words, { from: 'user' });
  const [only, ...more] = started;
  if (!only || more.length > 0) throw new Error('one command was started');
  return only;
}

function quiet(command: CommandUnknownOpts): void {
  command.exitOverride().configureOutput({ writeErr: () => {}, writeOut: () => {} });
  command.commands.forEach(quiet);
}

function leavesOf(command: CommandUnknownOpts, path: string[] = []): { path: string[]; help: string }[] {
  if (command.commands.length === 0) {
    const help: string[] = [];
    command.configureOutput({ writeOut: (text) => void help.push(text) }).outputHelp();
    return [{ path, help: help.join('') }];
  }
  return command.commands.flatMap((child) => leavesOf(child, [...path, child.name()]));
}

const none = async () => {};
const LEAVES = leavesOf(makeProgram({ withClient: none, withoutKey: none })).map(
  ({ path, help }) => [path.join(' '), help] as const,
);

it.each<[line: string, work: string, options: object]>([
  ['spaces list', 'listSpaces', {}],
  ['permissions role my-space', 'showRole', { space: 'my-space' }],
  ['quality get a b', 'getCheck', { space: 'a', check: 'b' }],
  [
    'quality list a --search x --status none --archived --limit 5',
    'listChecks',
    { space: 'a', search: 'x', status: 'none', archived: true, limit: 5 },
  ],
  ['quality history a b --status FAIL', 'listHistory', { space: 'a', check: 'b', status: 'FAIL', limit: 20 }],
  [
    'quality trigger a b',
    'triggerCheck',
    { space: 'a', check: 'b', wait: true, timeoutSeconds: 300, failOn: 'fail' },
  ],
  [
    'quality trigger a b --no-wait --timeout 5 --fail-on warning',
    'triggerCheck',
    { space: 'a', check: 'b', wait: false, timeoutSeconds: 5, failOn: 'warning' },
  ],
  ['quality push a b -0.5', 'pushValue', { space: 'a', check: 'b', value: -0.5, failOn: 'fail' }],
  ['quality push a b 1e3 --idempotency-key k', 'pushValue', { value: 1000, idempotencyKey: 'k' }],
  ['quality apply', 'applyFile', { file: 'qarion-dq.yaml', isDryRun: false, isSure: false }],
  ['quality apply x.yaml --dry-run --yes', 'applyFile', { file: 'x.yaml', isDryRun: true, isSure: true }],
  ['api-keys create CI --expires-in-days 9', 'createKey', { name: 'CI', expiresInDays: 9 }],
  ['api-keys revoke CI', 'revokeKey', { key: 'CI', isSure: false }],
  ['api-keys rotate CI --overlap-hours 0', 'rotateKey', { key: 'CI', overlapHours: 0, isSure: false }],
  ['auth login', 'login', { browser: true, withToken: false }],
  ['auth login --no-browser --with-token', 'login', { browser: false, withToken: true }],
])('reads "qarion %s"', async (line, work, options) => {
  expect(await parse(line.split(' '))).toMatchObject({ work, options });
});

it.each([
  'quality trigger a',
  'quality trigger a b c',
  'quality trigger a b --timeout 0',
  'quality trigger a b --timeout 1.5',
  'quality trigger a b --fail-on error',
  'quality trigger a b --api-key x',
  'quality push a b much',
  'quality push a b Infinity',
  'quality list a --status GOOD',
  'api-keys rotate CI --overlap-hours -1',
  'completion powershell',
  'quality',
  'nonsense',
])('refuses "qarion %s"', async (line) => {
  await expect(parse(line.split(' '))).rejects.toMatchObject({ code: expect.stringContaining('commander.') });
});

it.each(LEAVES)(
  'the help of "%s" says what comes out, what the exit codes mean, and shows two examples',
  async (path, help) => {
    expect(help).toMatch(/\nOutput:\n {2}\S/);
    expect(help).toMatch(/\nExit codes:\n {2}0 {2}\S/);
    const commands = [...help.matchAll(/^ {2}(?!#)(.*qarion .*)$/gm)].map(([, line = '']) => line);
    const examples = commands.filter((line) => line.includes(`qarion ${path}`));
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const example of examples) await parse(wordsOf(example));
  },
);

/** The words of the part of a shell line that is ours. */
function wordsOf(line: string): string[] {
  const [, ours = ''] = line.match(/qarion (.*?)\)?(?: [|<] .*)?$/) ?? [];
  return [...ours.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? '');
}

it('has no flag that takes a secret', () => {
  const flags = LEAVES.flatMap(([, help]) => help.match(/--[\w-]+/g) ?? []);
  expect(flags.filter((flag) => /key|secret|password/.test(flag) && flag !== '--idempotency-key')).toEqual(
    [],
  );
});
