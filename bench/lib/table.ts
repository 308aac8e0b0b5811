import { type Line, type Result, rangeText, targetText, valueText } from './results';

const BEGIN = '<!-- begin of the table -->';
const END = '<!-- end of the table -->';
const COLUMNS = ['Figure', 'What is compared', 'Median', 'Rounds', 'Target', 'Met', 'Measured'];

/** All results as a Markdown table, its columns as wide as their widest cell. */
export function resultsTable(results: Result[]): string {
  const rows = results.flatMap((result) => result.lines.map((line) => rowOf(result, line)));
  const widths = COLUMNS.map((title, at) =>
    Math.max(...[[title], ...rows.map((row) => [row[at] ?? ''])].map(([cell = '']) => cell.length)),
  );
  const format = (cells: string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [format(COLUMNS), rule, ...rows.map(format)].join('\n');
}

function rowOf({ figure, date, load }: Result, line: Line): string[] {
  const met = line.isMet === null ? '' : line.isMet ? 'yes' : 'NO';
  const measured = `${date.slice(0, 10)}, load ${load.toFixed(1)}`;
  return [
    `\`${figure}\``,
    line.name,
    valueText(line),
    rangeText(line),
    targetText(line.target),
    met,
    measured,
  ];
}

/** The text with what stands between the two marks replaced by the table. */
export function withTable(text: string, table: string): string {
  const [before, rest] = text.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The text needs ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
