import measure from 'fast-string-truncated-width';

const GAP = '  ';
const MIN_WIDTH = 8;

/** A cell: its text, and what colours it once its width is known. */
export type Cell = { text: string; paint?: ((text: string) => string) | undefined };

/**
 * Rows under headings, as wide as they need to be. Where that is more than the
 * terminal has, the widest columns are cut, never the first.
 */
export function table(headings: Cell[], rows: Cell[][], columns: number): string {
  const all = [headings, ...rows];
  const needed = headings.map((_, at) => Math.max(...all.map((row) => widthOf(row[at]?.text ?? ''))));
  const widths = fit(needed, columns);
  return all.map((row) => `${rowText(row, widths).trimEnd()}\n`).join('');
}

function rowText(row: Cell[], widths: number[]): string {
  const cells = row.map(({ text, paint }, at) => {
    const width = widths[at] ?? 0;
    const shown = cut(text, width);
    const isLast = at === row.length - 1;
    const padding = isLast ? '' : ' '.repeat(Math.max(0, width - widthOf(shown)));
    return (paint ? paint(shown) : shown) + padding;
  });
  return cells.join(GAP);
}

/** Takes from the widest until the row fits, or nothing is left to take. */
function fit(needed: number[], columns: number): number[] {
  const widths = [...needed];
  let excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - columns;
  while (excess > 0) {
    const widest = Math.max(...widths.slice(1));
    const at = widths.lastIndexOf(widest);
    if (at < 1 || widest <= MIN_WIDTH) break;
    widths[at] = widest - 1;
    excess -= 1;
  }
  return widths;
}

/** Columns on a terminal: 2 for an ideograph or an emoji. */
function widthOf(text: string): number {
  return measure(text).width;
}

function cut(text: string, width: number): string {
  const { index, ellipsed } = measure(text, { limit: width, ellipsis: '…' });
  return text.slice(0, index) + (ellipsed ? '…' : '');
}
