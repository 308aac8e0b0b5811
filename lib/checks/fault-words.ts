import type { RunnableDefinition } from './compile';

/**
 * What a source said about the query that a definition was compiled to, in
 * words of the definition where its own are about SQL that nobody here wrote.
 */
export function explain(definition: RunnableDefinition, said: string): string {
  if (definition.query !== null) return said;
  const { table } = definition.configuration;
  const [, missing] = /column "?([^"]+?)"? (?:not found|does not exist)/i.exec(said) ?? [];
  if (missing) return `${table} has no column ${missing}. Choose one of its columns. (${said})`;
  switch (definition.checkType) {
    case 'freshness':
      if (!/\b(?:date_part|extract|max)\(/.test(said)) return said;
      return `The ${definition.configuration.column} of ${table} are no dates or times, so they have no age. ${COLUMN_OF_TEXT} (${said})`;
    case 'range_check':
      if (!/cannot compare|operator does not exist/i.test(said)) return said;
      return `The ${definition.configuration.column} of ${table} are no numbers, so they have no range. ${COLUMN_OF_TEXT} (${said})`;
    case 'pattern_check':
      if (/\b(?:table|file|relation|permission|memory)\b/i.test(said)) return said;
      return `The pattern is no regular expression that this source can use: ${said}`;
    default:
      return said;
  }
}

const COLUMN_OF_TEXT = 'Choose another column, or look for a value in it that made all of them text.';
