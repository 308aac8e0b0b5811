import type { RunnableDefinition } from './compile';

/**
 * What a source said about the query that a definition was compiled to, in
 * words of the definition where its own are about SQL that nobody here wrote.
 */
export function explain(definition: RunnableDefinition, said: string): string {
  if (definition.query !== null) return said;
  const { table } = definition.configuration;
  // Its lines are of a query that nobody here wrote.
  const words = said.replace(/ \(line \d+\)/, '');
  const [, missing] = /column "?([^"]+?)"? (?:not found|does not exist)/i.exec(said) ?? [];
  if (missing) return `${table} has no column ${missing}. Choose one of its columns. (${words})`;
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
