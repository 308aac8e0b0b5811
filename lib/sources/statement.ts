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

/** Texts, quoted names and comments, in which semicolons and parentheses mean nothing. */
const MEANINGLESS =
  /\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\//gi;

/**
 * The statement without the semicolon after it, fit to stand in parentheses.
 * What would want out of them is told so in plain words; that it cannot get
 * out anyway is the business of the protocol it is sent by.
 *
 * @throws SourceError `refused`
 */
export function insideParentheses(text: string): string {
  const bare = text.replace(MEANINGLESS, (part) => ' '.repeat(part.length));
  const end = bare.search(/;\s*$/);
  const statement = end === -1 ? bare : bare.slice(0, end);
  if (statement.includes(';')) throw notOneSelect('this holds several statements');
  let depth = 0;
  for (const [character] of statement.matchAll(/[()]/g)) {
    depth += character === '(' ? 1 : -1;
    if (depth < 0) throw notOneSelect('a parenthesis is closed that was not opened');
  }
  return text.slice(0, statement.length);
}

/** Refuses a statement and says why. */
export function notOneSelect(why: string): SourceError {
  return new SourceError('refused', `A source is only read: write one SELECT. Not run, because ${why}.`);
}
