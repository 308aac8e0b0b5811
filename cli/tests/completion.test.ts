import { execFileSync } from 'node:child_process';
import { completionScript, SHELLS } from '../src/lib/completion/scripts';
import { placesOf } from '../src/lib/completion/tree';
import { makeProgram } from '../src/program';

const none = async () => {};
const places = placesOf(makeProgram({ withClient: none, withoutKey: none }));

/** What bash would offer for the last of some words. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', places)}
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _qarion; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['-u', '-c', script, 'bash', 'qarion', ...words], { encoding: 'utf8' });
  return output.split('\n').filter(Boolean);
}

it.each<[typed: string, words: string[]]>([
  ['', ['auth', 'api-keys', 'spaces', 'quality', 'permissions', 'doctor', 'completion']],
  ['qu', ['quality']],
  ['quality tr', ['trigger']],
  ['api-keys ', ['list', 'create', 'rotate', 'revoke', '--base-url', '--json', '--help']],
  [
    'quality trigger my-space my-check --',
    ['--no-wait', '--timeout', '--fail-on', '--base-url', '--json', '--help'],
  ],
  ['quality trigger --fail-on ', ['warning', 'fail']],
  ['quality list my-space --status W', ['WARNING']],
  ['--json quality a', ['apply']],
  ['completion ', ['bash', 'zsh', 'fish', '--base-url', '--json', '--help']],
  ['quality apply x', []],
])('bash offers after "qarion %s" what can be typed there', (typed, words) => {
  expect(offered(...typed.split(' ')).filter((word) => typed || !word.startsWith('-'))).toEqual(words);
});

it.each(SHELLS)('the script for %s knows every command and every option', (shell) => {
  const script = completionScript(shell, places);
  for (const { path, options } of places) {
    expect(script).toContain(path);
    for (const { flag } of options) expect(script).toContain(shell === 'fish' ? `-l ${flag.slice(2)}` : flag);
  }
});

it.each(SHELLS)('the script for %s leaves no quotation mark open', (shell) => {
  for (const line of completionScript(shell, places).split('\n')) {
    if (line.startsWith('#')) continue;
    expect([line, line.split("'").length % 2]).toEqual([line, 1]);
  }
});
