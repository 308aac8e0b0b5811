import type { SourceError } from '../source-error';
import { notOneSelect, refused } from '../statement';
import { isMeaningful, type Token, tokenize, withoutSemicolon } from '../tokens';

/**
 * Functions that everybody may call on an ordinary server and that a read-only
 * transaction does not hold back. The first five lines act on more than this
 * query; those of the sixth run SQL that is hidden in a text.
 */
const REFUSED_FUNCTION = new RegExp(
  `^(?:${[
    'pg_(?:terminate|cancel)_backend',
    'pg_(?:try_)?advisory_\\w+',
    'pg_notify|pg_logical_\\w+|pg_\\w+_replication_slots?|pg_replication_\\w+|pg_export_snapshot',
    'pg_prewarm|autoprewarm_\\w+|set_config',
    'dblink\\w*|lo_import|lo_export|pg_read_(?:binary_)?file|pg_stat_file|pg_ls_\\w+|xslt_process',
    '(?:query|cursor)_to_xml\\w*|ts_stat|ts_rewrite|crosstab\\w*|connectby|xpath_table',
  ].join('|')})$`,
);
/** What looks like a space, or like nothing at all, and is a letter to the database. */
const INVISIBLE = /[\u0080-\u00a0\p{Z}\p{Cf}]/u;

/**
 * Lets one SELECT through, fit to stand in parentheses: without the semicolon
 * after it. What would want out of them is told so in plain words; that it
 * cannot get out anyway is the business of the protocol it is sent by.
 *
 * @throws SourceError `refused`
 */
export function admit(text: string): string {
  const statement = withoutSemicolon(text);
  const tokens = tokenize(statement).filter(isMeaningful);
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'unclosed') throw notClosed(token);
    if (token.text === ';') throw notOneSelect('this holds several statements');
    if (token.text === '(') depth += 1;
    if (token.text === ')') depth -= 1;
    if (depth < 0) throw notOneSelect('a parenthesis is closed that was not opened');
    if (token.kind === 'word') requirePlain(token, text);
    if (tokens[index + 1]?.text === '(') requireHarmless(token);
    if (isSpeltOut(tokens, index)) throw refused('Write names as they are, without U&"…".');
  }
  return statement;
}

function notClosed({ text }: Token): SourceError {
  const what = text.startsWith('/*') ? 'a comment' : text.startsWith('"') ? 'a name in quotes' : 'a text';
  return refused(`The query opens ${what} that it does not close: ${text.slice(0, 20)}`);
}

function requirePlain({ text, start }: Token, whole: string): void {
  const [character] = INVISIBLE.exec(text) ?? [];
  if (character === undefined) return;
  const line = whole.slice(0, start).split('\n').length;
  const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  throw refused(
    `Line ${line} holds a character that cannot be seen, U+${code}, perhaps copied along. Type the spaces there anew, or put the name into double quotes.`,
  );
}

function requireHarmless({ kind, text }: Token): void {
  const name = kind === 'name' ? text.slice(1, -1) : kind === 'word' ? text.toLowerCase() : '';
  if (!REFUSED_FUNCTION.test(name)) return;
  throw refused(`${name}() may not be used on a source: a check only reads its tables.`);
}

/** `U&"\0061"` is `a`: nobody needs it, and it would hide what is called. */
function isSpeltOut(tokens: Token[], index: number): boolean {
  const [letter, and, name] = tokens.slice(index, index + 3);
  if (!letter || !and || !/^u$/i.test(letter.text) || and.text !== '&' || name?.kind !== 'name') return false;
  return and.start === letter.start + 1 && name.start === and.start + 1;
}
