import { type RunOptions, runQuery } from '@/lib/sources/run-query';
import type { Query, QueryResult, SourceTarget } from '@/lib/sources/schema';
import { SourceError } from '@/lib/sources/source-error';

/** Runs a text on a source, with limits that no honest query of a test meets. */
export function query(
  target: SourceTarget,
  text: string,
  { values = [], ...options }: Partial<RunOptions> & Partial<Pick<Query, 'values'>> = {},
): Promise<QueryResult> {
  return runQuery(target, { text, values }, { timeoutMs: 10_000, maxRows: 100, ...options });
}

/** The SourceError that the work must end in. */
export async function faultOf(work: Promise<unknown>): Promise<SourceError> {
  const thrown = await work.then(
    (result) => new Error(`nothing was thrown, but returned ${JSON.stringify(result)}`),
    (error: unknown) => error,
  );
  if (thrown instanceof SourceError) return thrown;
  throw thrown;
}
