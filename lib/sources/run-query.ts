import 'server-only';
import { describeFiles, queryFiles } from './files/files';
import { describePostgres, queryPostgres } from './postgres/postgres';
import type { Query, QueryResult, SourceTable, SourceTarget } from './schema';
import { requireSelect } from './statement';

export type RunOptions = { timeoutMs: number; maxRows: number; signal?: AbortSignal | undefined };

/** What a result may be in bytes: more is for no check to look at, and would hold up this process. */
const MAX_RESULT_BYTES = 1_000_000;
/** The same for a list of tables with all their columns. */
const MAX_LIST_BYTES = 5_000_000;

/**
 * Runs one read-only statement on a source.
 *
 * @throws SourceError whenever there is no result.
 */
export async function runQuery(
  { kind, location }: SourceTarget,
  { text, values }: Query,
  { timeoutMs, maxRows, signal }: RunOptions,
): Promise<QueryResult> {
  requireSelect(kind, text);
  const run = kind === 'files' ? queryFiles : queryPostgres;
  return run(location, { text, values }, { timeoutMs, signal, maxRows, maxBytes: MAX_RESULT_BYTES });
}

/** The tables a query on this source can name. @throws SourceError */
export async function listTables(
  { kind, location }: SourceTarget,
  { timeoutMs, signal }: Omit<RunOptions, 'maxRows'>,
): Promise<SourceTable[]> {
  const describe = kind === 'files' ? describeFiles : describePostgres;
  return describe(location, { timeoutMs, signal, maxBytes: MAX_LIST_BYTES });
}
