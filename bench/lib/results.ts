import { median, type Spread, spreadOf } from './statistics';

/** What a figure must come to. */
export type Target = { atLeast: number } | { atMost: number };

/** One thing a figure says: the middle of its rounds, how far they lie apart, and whether that will do. */
export type Line = { name: string; unit: Unit } & Spread & { target: Target | null; isMet: boolean | null };

/** `x` is a ratio, and all but what is counted is one. */
export type Unit = 'x' | 'kB' | 'points' | 'queries' | 'scans' | 'ms';

/** What a figure found out. The numbers are this machine's at that moment, and for information only. */
export type Outcome = { lines: Line[]; numbers: Record<string, number | string> };

export type Circumstances = { date: string; machine: string; node: string; load: number };
export type Result = { figure: string } & Circumstances & Outcome;

export function line(name: string, rounds: number[], target: Target | null = null, unit: Unit = 'x'): Line {
  const spread = spreadOf(rounds);
  return { name, unit, ...spread, target, isMet: target && isMet(spread.median, target) };
}

function isMet(value: number, target: Target): boolean {
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

/** The middle of each series, for information. */
export function mediansOf(series: Record<string, number[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(series).map(([name, values]) => [name, round(median(values))]));
}

/** The results with this one in place of the same figure's before; in the order of their names. */
export function mergeResult(results: Result[], result: Result): Result[] {
  return [...results.filter(({ figure }) => figure !== result.figure), result].sort((a, b) =>
    a.figure.localeCompare(b.figure),
  );
}

/** What is said at the end of a figure: `verify: of a raw prepared SELECT: 0.81x (0.78 to 0.84), target >= 0.6, met`. */
export function sentence(figure: string, { name, target, isMet, ...measured }: Line): string {
  const outcome = target ? `, target ${targetText(target)}, ${isMet ? 'met' : 'NOT MET'}` : '';
  return `${figure}: ${name}: ${valueText(measured)} (${rangeText(measured)})${outcome}`;
}

export function targetText(target: Target | null): string {
  if (!target) return '';
  return 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`;
}

export function valueText({ median: value, unit }: Pick<Line, 'median' | 'unit'>): string {
  return `${round(value)}${unit === 'x' ? 'x' : ` ${unit}`}`;
}

export function rangeText({ least, most }: Spread): string {
  return `${round(least)} to ${round(most)}`;
}

/** Three digits that say something, and no decimals where the number is large. */
export function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
