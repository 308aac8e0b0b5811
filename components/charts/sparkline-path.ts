export type Point = { x: number; y: number };

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * Where the values of a sparkline lie, from the left edge to the right one; a
 * missing value is null and keeps its place. Values that are all the same lie
 * in the middle.
 */
export function sparklinePoints(
  values: (number | null)[],
  { width, height, padding }: { width: number; height: number; padding: number },
): (Point | null)[] {
  const known = values.filter((value) => value !== null);
  // Not spread into Math.min: that has a limit, and this has none.
  const low = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const step = values.length > 1 ? (width - 2 * padding) / (values.length - 1) : 0;
  return values.map((value, index) => {
    if (value === null) return null;
    const share = high > low ? (value - low) / (high - low) : 0.5;
    const x = values.length > 1 ? padding + index * step : width - padding;
    return { x: round(x), y: round(height - padding - share * (height - 2 * padding)) };
  });
}

/** An SVG path through the points, broken where one is missing. One that stands alone is a dot, by its round ends. */
export function sparklinePath(points: (Point | null)[]): string {
  return points
    .map((point, index) => {
      if (point === null) return null;
      if (points[index - 1]) return `L${point.x} ${point.y}`;
      return `M${point.x} ${point.y}${points[index + 1] ? '' : 'h0'}`;
    })
    .filter((part) => part !== null)
    .join('');
}
