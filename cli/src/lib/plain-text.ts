import { stripVTControlCharacters } from 'node:util';

/** Characters that turn the direction of what follows, so that it reads as something else. */
const TURNING = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const UNSAFE = new RegExp(`[\\p{Cc}\\p{Cs}\\u2028\\u2029${TURNING}]`, 'gu');
const UNSAFE_BUT_LINES = new RegExp(`[^\\P{Cc}\\n]|[\\p{Cs}\\u2028\\u2029${TURNING}]`, 'gu');
/** What `JSON.stringify` leaves as it is, though a terminal may act on it. */
const UNESCAPED = new RegExp(`[\\x7f-\\x9f\\u2028\\u2029${TURNING}]`, 'g');

/** A text on one line, without anything that a terminal would act on: others wrote it. */
export function plainLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\s*[\n\t]\s*/g, ' ')
    .replace(UNSAFE, '');
}

/** The same for a text whose lines stay. */
export function plainText(text: string): string {
  return stripVTControlCharacters(text).replace(/\t/g, '  ').replace(UNSAFE_BUT_LINES, '');
}

/** JSON in which everything a terminal would act on is escaped: nothing is lost, and nothing happens. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    UNESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
