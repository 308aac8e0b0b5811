import { API_KEY_NAME_MAX_LENGTH } from './limits';

/** Names that tell a person's keys apart, made up where nobody is asked. Pure. */

const REPLACED = / \(replaced [^()]+\)$/;
const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The name itself, or with a number behind it when it is taken: `CI`, `CI (2)`. */
export function uniqueName(name: string, taken: string[]): string {
  return firstFree(name, (count) => (count === 1 ? '' : ` (${count})`), taken);
}

/** What a key is called once another has its name: `CI (replaced 25 Nov 2026)`. */
export function replacedName(name: string, at: Date, taken: string[]): string {
  const when = `replaced ${day.format(at)}`;
  return firstFree(name, (count) => (count === 1 ? ` (${when})` : ` (${when}, ${count})`), taken);
}

/** The name as it was before `replacedName`. */
export function originalName(name: string): string {
  return name.replace(REPLACED, '');
}

function firstFree(base: string, suffixOf: (count: number) => string, taken: string[]): string {
  // Names are compared without regard to case, as the database does.
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let count = 1; ; count++) {
    const suffix = suffixOf(count);
    const name = shorten(base, API_KEY_NAME_MAX_LENGTH - suffix.length) + suffix;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** At most so long, without half a character at its end. */
function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return text
    .slice(0, maxLength)
    .replace(/\p{Cs}$/u, '')
    .trimEnd();
}
