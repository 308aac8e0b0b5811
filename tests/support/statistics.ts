/** Pearson's statistic of how far counts are from being all alike. */
export function chiSquare(counts: number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/**
 * The value that a uniform source exceeds less than once in two million times,
 * for 61 degrees of freedom (62 characters). Wilson and Hilferty's
 * approximation, with the normal quantile z = 4.9.
 */
export const CHI_SQUARE_LIMIT = 61 * (1 - 2 / (9 * 61) + 4.9 * Math.sqrt(2 / (9 * 61))) ** 3;
