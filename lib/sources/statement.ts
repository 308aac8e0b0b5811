import type { SourceKind } from './schema';
import { SourceError } from './source-error';

/** How a statement that only reads may begin. */
const READING: Record<SourceKind, RegExp> = {
  postgres: /^(?:select|with|values|table)$/,
  files: /^(?:select|with|values|table|from|describe|summarize|show)$/,
};
/** White space, comments and opening parentheses. */
const BEFORE_FIRST_WORD = /^(?:[\s(]|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;

/**
 * The first and plainest of the gates: a statement that does not begin like one
 * that reads is refused by name. What gets through here is judged by the
 * source itself.
 *
 * @throws SourceError `refused`
 */
export function requireSelect(kind: SourceKind, text: string): void {
  if (text.includes('\0')) throw refused('The query holds a NUL character. Remove it.');
  const [word] = /^\w+/.exec(text.replace(BEFORE_FIRST_WORD, '')) ?? [];
  if (word === undefined) throw refused('Write one SELECT.');
  if (READING[kind].test(word.toLowerCase())) return;
  throw refused(
    `A source is only read: write one SELECT. ${word.slice(0, 30).toUpperCase()} may not be run here.`,
  );
}

/** Says that a statement is not run, in words about what to write instead. */
export function refused(message: string): SourceError {
  return new SourceError('refused', message);
}

/** Refuses a statement and says why. */
export function notOneSelect(why: string): SourceError {
  return refused(`A source is only read: write one SELECT. Not run, because ${why}.`);
}
