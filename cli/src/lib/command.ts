import { InvalidArgumentError } from '@commander-js/extra-typings';
import type { ClientContext, Context, Run } from './context';
import { EXIT, type ExitCode } from './exit-codes';

/**
 * Sets a command to work once its words are read. The program gives it its
 * context; a test looks at the options instead.
 */
export type Start<In extends Context> = <Options>(run: Run<Options, In>, options: Options) => Promise<void>;

/** The two kinds of commands: those that need a key, and the others. */
export type Starts = { withClient: Start<ClientContext>; withoutKey: Start<Context> };

const MEANINGS: Partial<Record<ExitCode, string>> = {
  [EXIT.done]: 'done',
  [EXIT.failed]: 'the check failed',
  [EXIT.usage]: 'the command or its input is wrong, or the answer was no',
  [EXIT.unavailable]: 'the server or the network failed',
  [EXIT.unauthenticated]: 'no API key, or it was rejected',
  [EXIT.refused]: 'not allowed, or not found',
};

/** What the codes mean for the most of commands; those of some mean more. */
export const USUAL_EXITS: Partial<Record<ExitCode, string>> = pick([0, 2, 3, 4, 5]);

/** What comes after the options in every command's help. */
export function helpText(help: {
  output: string;
  exits?: Partial<Record<ExitCode, string>>;
  /** Each with what it does. */
  examples: readonly (readonly [command: string, does: string])[];
}): string {
  const exits = Object.entries(help.exits ?? USUAL_EXITS).map(([code, meaning]) => `  ${code}  ${meaning}`);
  const examples = help.examples.map(([command, does]) => `  # ${does}\n  ${command}`);
  return `
Output:
${indented(help.output)}

Exit codes:
${exits.join('\n')}

Examples:
${examples.join('\n\n')}`;
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  ${line.trim()}`)
    .join('\n');
}

function pick(codes: ExitCode[]): Partial<Record<ExitCode, string>> {
  return Object.fromEntries(codes.map((code) => [code, MEANINGS[code] ?? '']));
}

/** Reads a flag that is a whole number. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`It is a whole number from ${min} to ${max}.`);
  };
}

/** Reads an argument that is any number. */
export function anyNumber(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It is a number, like 12 or -0.5.');
}
