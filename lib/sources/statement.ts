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
  const [word] = /^\w+/.exec(text.replace(BEFORE_FIRST_WORD, '')) ?? [];
  if (word === undefined) throw new SourceError('refused', 'Write one SELECT.');
  if (READING[kind].test(word.toLowerCase())) return;
  throw new SourceError(
    'refused',
    `A source is only read: write one SELECT. ${word.slice(0, 30).toUpperCase()} may not be run here.`,
  );
}

/** Texts, quoted names and comments, in which parentheses mean nothing. */
const MEANINGLESS =
  /\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//gi;

/** Whether a text closes a parenthesis that it did not open, as one that wants out of those around it does. */
export function closesForeignParenthesis(text: string): boolean {
  let depth = 0;
  for (const [character] of text.replace(MEANINGLESS, ' ').matchAll(/[()]/g)) {
    depth += character === '(' ? 1 : -1;
    if (depth < 0) return true;
  }
  return false;
}
