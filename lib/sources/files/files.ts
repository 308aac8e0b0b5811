import 'server-only';
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '../../env';
import type { Query, QueryResult, SourceTable } from '../schema';
import type { Turn } from '../slots';
import { SourceError } from '../source-error';
import { askCage } from './cages';

/**
 * Where the folder of that name is.
 *
 * @throws SourceError `unavailable` unless it is a folder directly below the
 *   configured one, and no link out of it.
 */
export async function findFolder(location: string): Promise<string> {
  const base = path.resolve(/* turbopackIgnore: true */ process.cwd(), env().QARION_FILES_DIR);
  try {
    const below = path.join(await realpath(base), location);
    const folder = await realpath(below);
    if (folder === below && path.basename(folder) === location && (await stat(folder)).isDirectory())
      return folder;
  } catch {
    // Said below: whatever the reason, what to do is the same.
  }
  throw new SourceError(
    'unavailable',
    `There is no folder ${location}. Make it, as a folder and not as a link, in the one that QARION_FILES_DIR names.`,
  );
}

/** Runs one SELECT on the files of a folder, in a process of its own. @throws SourceError */
export async function queryFiles(
  location: string,
  query: Query,
  { maxRows, maxBytes, ...turn }: Turn & { maxRows: number; maxBytes: number },
): Promise<QueryResult> {
  const folder = await findFolder(location);
  return (await askCage({ do: 'query', folder, ...query, maxRows, maxBytes }, turn)) as QueryResult;
}

/** The files of a folder as tables. @throws SourceError */
export async function describeFiles(
  location: string,
  { maxBytes, ...turn }: Turn & { maxBytes: number },
): Promise<SourceTable[]> {
  const folder = await findFolder(location);
  return (await askCage({ do: 'describe', folder, maxBytes }, turn)) as SourceTable[];
}
