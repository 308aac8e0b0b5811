import { toWire } from '@qarion/sdk/names';
import type { Context } from './context';
import { EXIT } from './exit-codes';
import { Failure } from './failure';
import type { Io } from './io';
import type { Colour } from './paint';
import { plainJson, plainLine, plainText } from './plain-text';
import { relativeTime } from './relative-time';
import { type Cell, table } from './table';

/** As many as the server's own sentences have. */
const DIGITS = 6;
/** Fields that still say something when they are cut. */
const PROSE = ['name', 'message'];

type Showing = Pick<Context, 'io' | 'now'>;

/** Statuses and what they look like. */
const COLOURS: Record<string, Colour> = {
  PASS: 'green',
  WARNING: 'yellow',
  FAIL: 'red',
  ERROR: 'magenta',
  QUEUED: 'cyan',
  RUNNING: 'cyan',
};

/** What the absence of a value means where it means something. */
const ABSENT: Record<string, string> = { last_used_at: 'never', expires_at: 'never', last_login: 'never' };

/**
 * Shows a list: everything as JSON for programs; for people a table of some of
 * the fields, by the API's names. `last_execution.status` is a field in a field.
 */
export async function showList(
  { io, now }: Showing,
  items: readonly object[],
  fields: readonly string[],
  empty: string,
): Promise<void> {
  const records = items.map(toWire);
  if (io.isJson) return await printData(io, `${plainJson(records)}\n`);
  if (records.length === 0) return io.say(empty);
  const headings = fields.map((field) => ({
    text: lastPart(field),
    isProse: PROSE.includes(field),
    paint: (text: string) => io.paint('dim', text),
  }));
  const rows = records.map((record) => fields.map((field) => cell(io, now(), record, field, plainLine)));
  await printData(io, table(headings, rows, io.columns));
}

/** Shows one thing: as JSON, or its fields below each other. */
export async function showOne({ io, now }: Showing, item: object, fields: readonly string[]): Promise<void> {
  const record = toWire(item);
  if (io.isJson) return await printData(io, `${plainJson(record)}\n`);
  const width = Math.max(...fields.map((field) => field.length)) + 2;
  const lines = fields.map((field) => {
    const { text, paint } = cell(io, now(), record, field, plainText);
    const shown = text.split('\n').join(`\n${' '.repeat(width)}`);
    return `${io.paint('dim', field.padEnd(width))}${paint ? paint(shown) : shown}\n`;
  });
  await printData(io, lines.join(''));
}

/** Writes to stdout. When whoever reads has seen enough, that is no fault: `qarion … | head`. */
export async function printData(io: Io, data: string): Promise<void> {
  try {
    await io.print(data);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
    throw new Failure(EXIT.unavailable, `The output could not be written: ${(error as Error).message}`);
  }
}

function cell(io: Io, now: Date, record: unknown, field: string, plain: (text: string) => string): Cell {
  const name = lastPart(field);
  const value = field
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], record);
  const text = plain(textOf(name, value, now));
  const colour = name === 'status' ? COLOURS[text] : undefined;
  return { text, paint: colour && ((shown) => io.paint(colour, shown)) };
}

function lastPart(field: string): string {
  return field.split('.').at(-1) ?? field;
}

function textOf(name: string, value: unknown, now: Date): string {
  if (value === null || value === undefined || value === '') return ABSENT[name] ?? '-';
  if (typeof value === 'string') {
    return /_at$|^last_login$/.test(name) ? relativeTime(value, now) : value;
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  // As many digits as somebody reads; JSON has all.
  if (typeof value === 'number') {
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS)));
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
