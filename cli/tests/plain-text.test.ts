import { API_KEY } from '../../sdk/typescript/tests/support/replay';
import { plainJson, plainLine, plainText } from '../src/lib/plain-text';
import { withoutSecrets } from '../src/lib/secrets';

/** What a server, or whoever named a check there, could send to a terminal. */
const ATTACKS: [kind: string, text: string, line: string][] = [
  ['colours', '\u001b[31mred\u001b[0m', 'red'],
  ['a title', '\u001b]0;owned\u0007name', 'name'],
  ['a cleared screen', 'a\u001b[2J\u001b[Hb', 'ab'],
  ['a link that hides where it goes', '\u001b]8;;https://evil.example\u0007here\u001b]8;;\u0007', 'here'],
  ['an escape without an end', 'a\u001b', 'a'],
  ['the same in one byte', 'a\u009b31mb', 'ab'],
  ['a line that overwrites itself', 'FAIL\rPASS', 'FAILPASS'],
  ['a backspace', 'FAIL\b\b\b\bPASS', 'FAILPASS'],
  ['a bell', 'a\u0007b', 'ab'],
  ['letters in the other direction', 'a\u202egnp.exe', 'agnp.exe'],
  ['half a character', 'a\ud800b', 'ab'],
  ['new lines', 'one\n  two\tthree', 'one two three'],
];

it.each(ATTACKS)('takes out of a line %s', (_, text, line) => {
  expect(plainLine(text)).toBe(line);
});

it.each(ATTACKS)('keeps the lines of a text, and takes out %s', (_, text) => {
  expect(plainText(text)).not.toMatch(/[^\P{Cc}\n]|[\p{Cs}\u202e]/u);
  expect(plainText('one\ntwo')).toBe('one\ntwo');
});

it.each(ATTACKS)('gives programs the very text, without a byte a terminal would act on: %s', (_, text) => {
  const json = plainJson({ text });
  expect(json).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
  expect(JSON.parse(json)).toEqual({ text });
});

it('leaves letters of every language and emoji alone', () => {
  for (const text of ['Größe', '日本語', 'עברית', '👩‍💻 ok']) expect(plainLine(text)).toBe(text);
});

it('cuts a key down to what lists show, and leaves a prefix as it is', () => {
  expect(withoutSecrets(`a ${API_KEY} b`)).toBe(`a ${API_KEY.slice(0, 19)}… b`);
  expect(withoutSecrets(`${API_KEY.slice(0, 19)}…`)).toBe(`${API_KEY.slice(0, 19)}…`);
});
