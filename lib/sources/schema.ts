import { z } from 'zod';

/** `postgres`: a database reached by a connection string; `files`: a folder of CSV, Parquet and JSON files. */
export const SOURCE_KINDS = ['postgres', 'files'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Connections are only ever taken from variables with this beginning, so that no source can name the app's own. */
export const SOURCE_VARIABLE = /^QARION_SOURCE_[A-Z0-9_]{1,80}$/;

const sourceNameSchema = z
  .string({ error: 'Enter a name.' })
  .trim()
  .min(1, 'Enter a name.')
  .max(50, 'Use at most 50 characters.')
  .regex(
    /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/,
    'Use lower-case letters, digits and single hyphens or underscores between them, like warehouse.',
  );

const variableSchema = z
  .string({ error: 'Enter the name of an environment variable.' })
  .trim()
  .regex(SOURCE_VARIABLE, 'Name an environment variable that begins with QARION_SOURCE_, in capitals.');

const folderSchema = z
  .string({ error: 'Enter the name of a folder.' })
  .trim()
  .max(100, 'Use at most 100 characters.')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'Name one folder directly below the configured one, without slashes: like my-space.',
  );

export const createSourceSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('postgres'), name: sourceNameSchema, location: variableSchema }),
    z.strictObject({ kind: z.literal('files'), name: sourceNameSchema, location: folderSchema }),
  ],
  { error: `Choose a kind: ${SOURCE_KINDS.join(', ')}.` },
);
export type CreateSourceInput = z.input<typeof createSourceSchema>;

/** A source as members of its space see it. */
export type SourceView = {
  id: string;
  name: string;
  kind: SourceKind;
  /** The environment variable of a connection, or the folder of files. */
  location: string;
  createdAt: Date;
  /** How many checks, archived ones included, read from it. */
  checkCount: number;
};

/** A table, or a file read as one, that a query can name. */
export type SourceTable = { name: string; columns: { name: string; type: string }[] };

/** What a query is run on. */
export type SourceTarget = { kind: SourceKind; location: string };

/** One statement with its bound values, written `$1`, `$2` in the text. */
export type Query = { text: string; values: (string | number | boolean | null)[] };

/** What a query returned: at most the rows that were asked for. */
export type QueryResult = {
  columns: { name: string; type: string }[];
  rows: unknown[][];
  /** Whether there were more rows than that. */
  isTruncated: boolean;
};
