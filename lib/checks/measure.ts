import 'server-only';
import type { SourceTarget } from '../sources/schema';
import { SourceError } from '../sources/source-error';
import type { Definition } from './definition';
import type { Outcome } from './schema';

/**
 * Measures: compiles the definition for its source, runs it, and judges what
 * came back. Whatever is wrong with the query or the data is an ERROR outcome
 * that says what to do.
 *
 * @throws SourceError of kind `unavailable` or `cancelled`, which say nothing about the data.
 */
export async function measure(
  _definition: Definition,
  _target: SourceTarget,
  _options: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<Outcome> {
  throw new SourceError('unavailable', 'Not built yet.');
}
