import type { RunnableDefinition } from './compile';

type OnTable = Extract<RunnableDefinition, { query: null }>;

/**
 * What a source said about the query that a definition was compiled to, in
 * words of the definition where its own are about SQL that nobody here wrote.
 */
export function explain(definition: RunnableDefinition, said: string): string {
  if (definition.query !== null) return said;
  const { table } = definition.configuration;
  // Its lines are of a query that nobody here wrote.
  const words = said.replace(/ \(line \d+\)/, '');
  const column = missingColumn(definition, said);
  if (column) return `${table} has no column ${column}. Choose one of its columns. (${words})`;
  switch (definition.checkType) {
    case 'freshness':
      if (!/\b(?:date_part|extract|max)\(/.test(said)) return words;
      return `The column ${definition.configuration.column} of ${table} holds no dates or times, so it has no age. Choose another column. (${words})`;
    case 'range_check':
      if (!/cannot compare|operator does not exist/i.test(said)) return words;
      return `The column ${definition.configuration.column} of ${table} holds no numbers, so it has no range. Choose another column. (${words})`;
    case 'pattern_check':
      if (/\b(?:table|file|relation|permission|memory)\b/i.test(said)) return words;
      return `The pattern is no regular expression that this source can use: ${words}`;
    default:
      return words;
  }
}

/** The column that a source does not have, if that is what it said. */
function missingColumn(definition: OnTable, said: string): string | undefined {
  const columns = columnsOf(definition);
  const [, about] = /^([\s\S]*\bcolumn[\s\S]*) (?:not found|does not exist)/i.exec(said) ?? [];
  if (about === undefined || columns.length < 2) return about && columns[0];
  // The longest, for others may be a part of its name.
  const named = columns.filter((column) => about.includes(column)).sort((a, b) => b.length - a.length);
  return named[0] ?? columns.join(' or ');
}

function columnsOf(definition: OnTable): string[] {
  switch (definition.checkType) {
    case 'row_count':
      return [];
    case 'uniqueness':
      return definition.configuration.columns;
    default:
      return [definition.configuration.column];
  }
}
