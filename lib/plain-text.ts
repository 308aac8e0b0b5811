/** Line breaks, control characters (Cc) and halves of characters (Cs): nothing that could break a row or a log line. */
const BREAKING = /[\p{Cc}\p{Cs}\u2028\u2029]/u;
/** Characters without a shape of their own (Cf), which make two names look alike. */
const INVISIBLE = /\p{Cf}/u;

/** Whether a text is one line of characters that can be stored and logged. */
export function isOneLine(text: string): boolean {
  return !BREAKING.test(text);
}

/** Whether every character of a text can be seen. */
export function isVisible(text: string): boolean {
  return !INVISIBLE.test(text);
}
