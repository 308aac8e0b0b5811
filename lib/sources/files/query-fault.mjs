/** Why there is no result, as the kinds of `SourceError`; it crosses from one process to the other. */
export class QueryFault extends Error {
  /**
   * @param {'unavailable' | 'refused' | 'failed' | 'too_large'} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}
