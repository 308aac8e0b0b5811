/** The value below which this part of the numbers lies, by nearest rank. */
export function percentile(numbers: number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

export function median(numbers: number[]): number {
  return percentile(numbers, 0.5);
}

/** The middle one of the rounds, and how far the others lie from it. */
export type Spread = { median: number; least: number; most: number };

export function spreadOf(numbers: number[]): Spread {
  return { median: median(numbers), least: Math.min(...numbers), most: Math.max(...numbers) };
}

/** Round by round one series over the other, so that what slowed a round slowed both. */
export function ratiosOf(upper: number[], lower: number[]): number[] {
  if (upper.length !== lower.length) throw new Error('Both series need one number for each round.');
  return upper.map((number, round) => number / (lower[round] ?? Number.NaN));
}
