import 'server-only';
import type { Query, QueryResult, SourceTable, SourceTarget } from './schema';
import { SourceError } from './source-error';

export type RunOptions = { timeoutMs: number; maxRows: number; signal?: AbortSignal | undefined };

/**
 * Runs one read-only statement on a source.
 *
 * @throws SourceError whenever there is no result.
 */
export async function runQuery(
  _target: SourceTarget,
  _query: Query,
  _options: RunOptions,
): Promise<QueryResult> {
  throw new SourceError('unavailable', 'Not built yet.');
}

/** The tables a query on this source can name. @throws SourceError */
export async function listTables(
  _target: SourceTarget,
  _options: Omit<RunOptions, 'maxRows'>,
): Promise<SourceTable[]> {
  throw new SourceError('unavailable', 'Not built yet.');
}
