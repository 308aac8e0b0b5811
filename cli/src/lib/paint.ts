const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;

export type Colour = keyof typeof CODES;
/** Colours a text, or leaves it when the stream shows no colours. */
export type Paint = (colour: Colour, text: string) => string;

type Output = { isTTY?: boolean };
type Env = Record<string, string | undefined>;

/** @see https://no-color.org */
export function paintFor(stream: Output, env: Env): Paint {
  const isColoured = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return (colour, text) => (isColoured ? `\u001b[${CODES[colour]}m${text}\u001b[0m` : text);
}
