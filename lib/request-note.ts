import { AsyncLocalStorage } from 'node:async_hooks';
import type { Outcome } from './metrics/outcomes';

/** What becomes known of a request while it is answered, for its line in the log. Never a secret. */
export type RequestNote = {
  requestId: string;
  apiKeyId?: string;
  /** How the verification of its key ended, if it came to one. */
  verification?: Outcome;
  /** The code of the error it was answered with. */
  code?: string;
};

// The framework may load this module more than once in a process; the notes are found from all copies.
const NOTES = Symbol.for('qarion.requests');
const holder = globalThis as typeof globalThis & { [NOTES]?: AsyncLocalStorage<RequestNote> };

/** Answers a request so that whatever runs for it finds its note. */
export function withNote<T>(note: RequestNote, work: () => T): T {
  holder[NOTES] ??= new AsyncLocalStorage();
  return holder[NOTES].run(note, work);
}

/** The note of the request that is being answered; none outside of the server. */
export function currentNote(): RequestNote | undefined {
  return holder[NOTES]?.getStore();
}

/** Adds to it what has become known. */
export function noteRequest(facts: Partial<RequestNote>): void {
  const note = currentNote();
  if (note) Object.assign(note, facts);
}
