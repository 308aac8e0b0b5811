import 'server-only';
import { runQuery } from '../sources/run-query';
import type { SourceTarget } from '../sources/schema';
import { SourceError } from '../sources/source-error';
import { requireSelect } from '../sources/statement';
import { compile, describeSql, dialectOf } from './compile';
import type { Definition } from './definition';
import { evaluate, evaluationFault } from './evaluate';
import { explain } from './fault-words';
import type { Outcome } from './schema';

/** Every check asks for one row; a second one is enough to know that its query does not. */
const MAX_ROWS = 2;

/**
 * Measures: compiles the definition for its source, runs it, and judges what
 * came back. Whatever is wrong with the query or the data is an ERROR outcome
 * that says what to do.
 *
 * @throws SourceError of kind `unavailable` or `cancelled`, which say nothing about the data.
 */
export async function measure(
  definition: Definition,
  target: SourceTarget,
  options: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<Outcome> {
  if (definition.checkType === 'custom') {
    const message = 'Values of this check are pushed; there is no query to run.';
    return { ...evaluationFault(message), executedSql: null };
  }
  const query = compile(definition, dialectOf(target.kind));
  const executedSql = describeSql(query);
  try {
    // The query that a person wrote, before another stands around it.
    if (definition.query !== null) requireSelect(target.kind, definition.query);
    const result = await runQuery(target, query, { ...options, maxRows: MAX_ROWS });
    return { ...evaluate(definition, result), executedSql };
  } catch (error) {
    if (!(error instanceof SourceError) || error.kind === 'unavailable' || error.kind === 'cancelled') {
      throw error;
    }
    const said = error.kind === 'failed' ? explain(definition, error.message) : error.message;
    return { ...evaluationFault(said), executedSql };
  }
}
