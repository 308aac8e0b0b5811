import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const isDecorated = Boolean(process.stderr.isTTY) && process.env.NO_COLOR === undefined;

/** Colours a text for stderr, unless that is not a terminal or NO_COLOR is set. */
export function paint(style: Style, text: string): string {
  return isDecorated ? styleText(style, text) : text;
}

/** A line for the person watching. It goes to stderr: stdout carries results only. */
export function say(line = ''): void {
  process.stderr.write(`${line}\n`);
}

/** Runs one step and says afterwards what was done and how long it took. */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  summarize?: (result: T) => string,
): Promise<T> {
  const started = performance.now();
  const result = await work();
  const detail = summarize?.(result) ?? '';
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`  ${paint('green', '✓')} ${title}${detail && `: ${detail}`} ${paint('dim', `${seconds} s`)}`);
  return result;
}
