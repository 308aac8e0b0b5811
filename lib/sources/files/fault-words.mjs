import { QueryFault } from './query-fault.mjs';

/** Where the database begins to list what a person here cannot set or does not want to read. */
const REST =
  /\n\s*(?:Possible |Candidate functions|The search space|Column \S+ is being converted|file = |LINE \d|\^)[\s\S]*$/;
const KIND_OF_ERROR = /^[A-Z][\w ]* Error: /;
/** What a number is asked of, and is none. */
const OF_TEXT = /^(?:No function matches .*\bVARCHAR|Cannot compare values of type .*\bVARCHAR)/;
const CSV_LINE = /^CSV Error on Line: (\d+)\n(?:Original Line: [^\n]*\n)?([\s\S]*)$/;

/**
 * What the database threw while it ran a query, in words for people.
 * @param {unknown} error
 * @param {{ path: string, table: import('./tables.mjs').Table }[]} opened
 * @param {string} text the query
 */
export function toFault(error, opened, text) {
  const said = messageOf(error, opened);
  if (/^Out of Memory Error|Cannot create a string longer|bad_alloc/i.test(said)) {
    return new QueryFault(
      'too_large',
      'The query needs more memory than it may have. Read fewer columns or rows.',
    );
  }
  if (/^(?:INTERNAL|FATAL) Error|Attempted to dereference/.test(said)) return tooMuch();
  if (/^Permission Error/.test(said)) {
    return new QueryFault('refused', 'A query may only read this source’s own files, named as tables.');
  }
  const [, file] = /\n\s*file = (.+)/.exec(said) ?? [];
  if (file) return unreadable(file, wordsOf(said));
  const [, line] = /\nLINE (\d+):/.exec(said) ?? [];
  return new QueryFault('failed', `${wordsOf(said)}${placeOf(Number(line), text)}`);
}

/** Nothing of its own was said about it. */
export const tooMuch = () =>
  new QueryFault(
    'too_large',
    'The query is more than can be run here. Make it simpler, or read fewer columns or rows.',
  );

/**
 * Why a text could not even be taken apart.
 * @param {string} said
 * @param {number} position
 * @param {string} text the query
 */
export function notParsed(said, position, text) {
  const line = text.slice(0, position).split('\n').length;
  return new QueryFault('failed', `${wordsOf(said)}${placeOf(line, text)}`);
}

const placeOf = (line, text) => (line && text.trim().includes('\n') ? ` (line ${line})` : '');

/**
 * Says that a file cannot be read, and why.
 * @param {string} file
 * @param {string} reason
 */
export function unreadable(file, reason) {
  const sentence = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return new QueryFault('failed', `The file ${file} cannot be read: ${sentence} Mend it or write it anew.`);
}

/** Why a file cannot be read. */
export const reasonOf = (error, opened) => wordsOf(messageOf(error, opened));

/** What the database said, with files called by their names instead of by where they lie. */
function messageOf(error, opened) {
  let text = error instanceof Error ? error.message : String(error);
  // Longest first, so that no path is taken for the beginning of another.
  for (const { path, table } of [...opened].sort((a, b) => b.path.length - a.path.length)) {
    text = text.replaceAll(path, table.file);
  }
  return text.trim();
}

/** The part of a message that says what is wrong, in one line. */
function wordsOf(said) {
  if (/^Max expression depth/.test(said)) return 'The query is nested too deeply. Make it simpler.';
  const words = said.replace(REST, '').replace(KIND_OF_ERROR, '');
  if (/^Error when sniffing/.test(words)) return 'it does not look like CSV';
  const [, line, reason] = CSV_LINE.exec(words) ?? [];
  const one = (line ? `line ${line}: ${reason}` : words).replace(/\s+/g, ' ').trim().slice(0, 500);
  if (!OF_TEXT.test(one)) return one;
  const sentence = /[.!]$/.test(one) ? one : `${one}.`;
  return `${sentence} In a file, one value of another kind, or none at all, makes a whole column text.`;
}
