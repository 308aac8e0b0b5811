import type { SourceKind } from '@/lib/sources/schema';

/** What each kind of source is, and what names one. */
export const KIND_WORDS: Record<
  SourceKind,
  { name: string; text: string; location: string; hint: string; example: string }
> = {
  postgres: {
    name: 'PostgreSQL',
    text: 'A database, reached by the connection string in an environment variable of this server. Queries run read-only.',
    location: 'Environment variable',
    hint: 'Its name begins with QARION_SOURCE_. It holds the connection string, which never appears here.',
    example: 'QARION_SOURCE_WAREHOUSE',
  },
  files: {
    name: 'Files',
    text: 'CSV, Parquet and JSON files in a folder of this server. Each file is read as a table.',
    location: 'Folder',
    hint: 'One folder directly below the one that QARION_FILES_DIR names.',
    example: 'my-space',
  },
};
