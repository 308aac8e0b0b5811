/** A piece of SQL, cut as PostgreSQL cuts it. */
export type Token = {
  /** `name` is a name in double quotes, `text` a string in single quotes or between dollars. */
  kind: 'space' | 'comment' | 'text' | 'name' | 'word' | 'symbol' | 'unclosed';
  text: string;
  start: number;
};

/** Beyond ASCII every character may stand in a name, also those that look like a space. */
const WORD = /[a-z_\u0080-\uffff][\w$\u0080-\uffff]*/iy;
const SPACE = /[ \t\n\r\f\v]+/y;
const LINE_COMMENT = /--[^\n\r]*/y;
const NAME = /"(?:[^"]|"")*"/y;
const TEXT = /'[^']*'/y;
/** A text in which a backslash takes the meaning from the next character. */
const ESCAPED_TEXT = /'(?:[^'\\]|\\[\s\S])*'/y;
const DOLLARS = /\$(?:[a-z_\u0080-\uffff][a-z0-9_\u0080-\uffff]*)?\$/iy;

/**
 * Cuts a statement into tokens, each character into one. It must never take for
 * a text or a comment what the database would run, so it knows what is seldom
 * used: comments within comments, dollars within names, and texts that go on
 * with backslashes on the next line. One pass, whatever it is given.
 *
 * @param sql In which `'\'` is a whole text: with `standard_conforming_strings` on.
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  let isEscaped = false;
  for (let start = 0; start < sql.length; ) {
    const { kind, text } = tokenAt(sql, start, isEscaped);
    tokens.push({ kind, text, start });
    start += text.length;
    // `'…'` after `E'…'` goes on with it; white space and comments between change nothing.
    if (kind === 'text') isEscaped = /^e/i.test(text) || (isEscaped && text.startsWith("'"));
    else if (kind !== 'space' && kind !== 'comment') isEscaped = false;
  }
  return tokens;
}

function tokenAt(sql: string, start: number, isEscaped: boolean): Omit<Token, 'start'> {
  const matching = (pattern: RegExp, at = start) => {
    pattern.lastIndex = at;
    return pattern.exec(sql)?.[0];
  };
  const quoted = (kind: Token['kind'], text: string | undefined) =>
    text === undefined ? { kind: 'unclosed' as const, text: sql.slice(start) } : { kind, text };
  const [first = '', second = ''] = sql.slice(start, start + 2);

  const space = matching(SPACE);
  if (space) return { kind: 'space', text: space };
  const comment = matching(LINE_COMMENT);
  if (comment) return { kind: 'comment', text: comment };
  if (first === '/' && second === '*') return quoted('comment', blockComment(sql, start));
  if (first === "'") return quoted('text', matching(isEscaped ? ESCAPED_TEXT : TEXT));
  if (/e/i.test(first) && second === "'") {
    const text = matching(ESCAPED_TEXT, start + 1);
    return quoted('text', text && first + text);
  }
  if (first === '"') return quoted('name', matching(NAME));
  const word = matching(WORD);
  if (word) return { kind: 'word', text: word };
  const dollars = matching(DOLLARS);
  if (dollars) {
    const end = sql.indexOf(dollars, start + dollars.length);
    return quoted('text', end === -1 ? undefined : sql.slice(start, end + dollars.length));
  }
  return { kind: 'symbol', text: first };
}

/** Comments stand within comments, so it ends with the last of its stars. */
function blockComment(sql: string, start: number): string | undefined {
  let depth = 0;
  const edges = /\/\*|\*\//g;
  edges.lastIndex = start;
  for (let edge = edges.exec(sql); edge; edge = edges.exec(sql)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return sql.slice(start, edges.lastIndex);
  }
  return undefined;
}

/** Whether a token means anything. */
export const isMeaningful = ({ kind }: Token): boolean => kind !== 'space' && kind !== 'comment';

/** A statement without semicolons at its end and what follows them. */
export function withoutSemicolon(sql: string): string {
  const tokens = tokenize(sql).filter(isMeaningful);
  let end = sql.length;
  for (let last = tokens.pop(); last?.text === ';'; last = tokens.pop()) end = last.start;
  return sql.slice(0, end);
}
