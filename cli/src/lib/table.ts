import widthOf from 'string-width';

const GAP = '  ';
const MIN_WIDTH = 8;
const characters = new Intl.Segmenter();

/** A cell: its text, and what colours it once its width is known. */
export type Cell = { text: string; paint?: ((text: string) => string) | undefined };
/** A heading, and whether its column may be cut before others. */
export type Heading = Cell & { isProse?: boolean };

/**
 * Rows under headings, as wide as they need to be. Where that is more than the
 * terminal has, prose is cut first, then the widest columns, never the first.
 */
export function table(headings: Heading[], rows: Cell[][], columns: number): string {
  const all = [headings, ...rows];
  const needed = headings.map((_, at) => Math.max(...all.map((row) => widthOf(row[at]?.text ?? ''))));
  const prose = headings.flatMap(({ isProse }, at) => (isProse ? [at] : []));
  const others = headings.map((_, at) => at).slice(1);
  const widths = narrow(narrow(needed, prose, columns), others, columns);
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

/** Takes from the widest of some columns until the row fits, or nothing is left to take. */
function narrow(needed: number[], which: number[], columns: number): number[] {
  const widths = [...needed];
  let excess = widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length) - columns;
  while (excess > 0) {
    const widest = Math.max(...which.map((at) => widths[at] ?? 0));
    const at = which.findLast((candidate) => widths[candidate] === widest);
    if (at === undefined || widest <= MIN_WIDTH) break;
    widths[at] = widest - 1;
    excess -= 1;
  }
  return widths;
}

/** Cut between characters as people count them, so that no half of one is left. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const { segment } of characters.segment(text)) {
    if (widthOf(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
