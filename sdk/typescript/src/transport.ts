import { errorOf, resultOf } from './answers.js';
import { Deadline } from './deadline.js';
import { ConnectionError, type QarionError, TimeoutError } from './errors.js';
import type { Operations } from './generated/operations.js';
import { type Pace, readRetryAfter, retryPause } from './pace.js';
import { type CallInput, type PreparedRequest, prepareRequest } from './requests.js';
import type { Settings } from './settings.js';

/** Statuses that say "not now": of a limit, and of what stands before a server that is away. */
const RETRIED_STATUSES = new Set([429, 502, 503, 504]);

/** What became of one try. */
type Outcome =
  | { kind: 'result'; result: unknown }
  | { kind: 'error'; error: QarionError; mayRetry: boolean; retryAfterMs: number | null };

/**
 * Sends requests: the one place that knows the key. It is in private fields, so
 * that neither `console.log` nor `JSON.stringify` of a client shows it.
 */
export class Transport {
  readonly #settings: Settings;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  get pace(): Pace {
    return this.#settings.pace;
  }

  get timeoutMs(): number {
    return this.#settings.timeoutMs;
  }

  /** Calls an operation of the API, with retries, within its time. */
  async call<Id extends keyof Operations>(id: Id, input: CallInput<Id>): Promise<Operations[Id]['result']> {
    const request = prepareRequest(id, input, this.#settings);
    const { signal, timeoutMs = this.#settings.timeoutMs } = input.options ?? {};
    const deadline = new Deadline(timeoutMs + 1000 * (input.waitSeconds ?? 0), signal);
    try {
      return (await this.#untilDone(request, deadline)) as Operations[Id]['result'];
    } finally {
      deadline.stop();
    }
  }

  async #untilDone(request: PreparedRequest, deadline: Deadline): Promise<unknown> {
    const { maxRetries, pace } = this.#settings;
    for (let tries = 1; ; tries++) {
      const outcome = await this.#try(request, deadline);
      if (outcome.kind === 'result') return outcome.result;
      const pauseMs = retryPause(pace, tries, outcome.retryAfterMs);
      const isLast = tries > maxRetries || !outcome.mayRetry || !request.isRepeatable;
      // A pause that would outlast the call tells the caller nothing new.
      if (isLast || pauseMs >= deadline.remainingMs) throw outcome.error;
      await deadline.sleep(pauseMs);
    }
  }

  async #try({ method, url, headers, body }: PreparedRequest, deadline: Deadline): Promise<Outcome> {
    const { fetch } = this.#settings;
    const init: RequestInit = { method, headers, redirect: 'manual', signal: deadline.signal };
    if (body !== undefined) init.body = body;
    let response: Response;
    let text: string;
    try {
      response = await fetch(url, init);
      text = await response.text();
    } catch (error) {
      deadline.throwIfCancelled();
      if (deadline.isOver) throw new TimeoutError(`There was no answer from ${url} in time.`);
      return failed(new ConnectionError(this.#describe(url, error)), true, null);
    }
    if (response.ok) return { kind: 'result', result: resultOf(response, text) };
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'));
    const error = errorOf(response, this.#withoutKey(text));
    return failed(error, RETRIED_STATUSES.has(response.status), retryAfterMs);
  }

  /** Why there was no answer. The error itself is not passed on: some carry the request, and the key in it. */
  #describe(url: string, error: unknown): string {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const why = cause instanceof Error && cause.message ? `: ${cause.message}` : '';
    return this.#withoutKey(`No whole answer came from ${url}${why}`);
  }

  #withoutKey(text: string): string {
    return text.replaceAll(this.#settings.apiKey, 'qarion_live_sk_…');
  }
}

function failed(error: QarionError, mayRetry: boolean, retryAfterMs: number | null): Outcome {
  return { kind: 'error', error, mayRetry, retryAfterMs };
}
