/**
 * Why a query on a source gave no result.
 *
 * - `unavailable`: the source cannot be reached or is not set up; worth another try.
 * - `refused`: the statement is none that may be run here.
 * - `failed`: the source found fault with it: a missing column, a division by zero.
 * - `timeout`, `too_large`: it took longer, or more memory or rows, than is allowed.
 * - `cancelled`: the one who asked gave up, or this process is stopping.
 */
export type SourceErrorKind = 'unavailable' | 'refused' | 'failed' | 'timeout' | 'too_large' | 'cancelled';

/** The same in every copy of this module: the framework may load it more than once in a process. */
const MARK = Symbol.for('qarion.SourceError');

/** Its message is one for people: what happened and what to do. It holds no connection string and no path of the server. */
export class SourceError extends Error {
  readonly kind: SourceErrorKind;
  readonly [MARK] = true;

  constructor(kind: SourceErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SourceError';
    this.kind = kind;
  }

  /** What is shared by a process, like its cages and their queue, throws the error of the copy that made it. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }
}

/** The time that a query may take is over. */
export function tookTooLong(timeoutMs: number): SourceError {
  const seconds = timeoutMs / 1000;
  return new SourceError(
    'timeout',
    `The query took longer than ${seconds} ${seconds === 1 ? 'second' : 'seconds'} and was ended. Make it read less.`,
  );
}
