import { Deadline } from './deadline.js';
import { TimeoutError } from './errors.js';
import type { Execution } from './generated/types.js';
import { pollPause } from './pace.js';
import type { RequestOptions } from './requests.js';
import type { Transport } from './transport.js';

const DEFAULT_WAIT_MS = 300_000;
/** Proxies often cut connections on which nothing happens for a minute. */
const MAX_HELD_SECONDS = 30;
/** What a look may take that is begun when the time is almost up. */
const LAST_LOOK_MS = 1_000;

/** Waits for executions to finish, for as long as the caller has time. */
export class Waiting {
  readonly #transport: Transport;
  readonly #deadline: Deadline;
  readonly #timeoutMs: number;
  readonly #signal: AbortSignal | undefined;

  constructor(transport: Transport, { timeoutMs = DEFAULT_WAIT_MS, signal }: RequestOptions) {
    this.#transport = transport;
    this.#timeoutMs = timeoutMs;
    this.#signal = signal;
    this.#deadline = new Deadline(timeoutMs, signal);
  }

  /** The seconds to ask the server to hold a request for. */
  get heldSeconds(): number {
    return Math.min(MAX_HELD_SECONDS, Math.floor(this.#timeoutMs / 1000));
  }

  /**
   * Looks at an execution until it has its result.
   *
   * @param last How it was when last seen; left out, it is looked at at once.
   * @throws TimeoutError, with the execution's id.
   */
  async finished(id: string, last?: Execution): Promise<Execution> {
    let execution = last;
    for (let looks = 0; !execution || isUnfinished(execution); looks++) {
      if (execution) await this.#pause(execution, looks);
      execution = await this.#look(id, execution);
    }
    return execution;
  }

  /** Ends when the time is up, so that the last look is made then. */
  async #pause(execution: Execution, looks: number): Promise<void> {
    if (this.#deadline.remainingMs <= 0) throw timedOut(execution.id, execution);
    await this.#deadline.sleep(pollPause(this.#transport.pace, looks));
    this.#deadline.throwIfCancelled();
  }

  async #look(id: string, last: Execution | undefined): Promise<Execution> {
    const timeoutMs = Math.min(this.#transport.timeoutMs, Math.max(LAST_LOOK_MS, this.#deadline.remainingMs));
    try {
      return await this.#transport.call('getExecution', {
        path: { id },
        options: { timeoutMs, signal: this.#signal },
      });
    } catch (error) {
      throw error instanceof TimeoutError ? timedOut(id, last) : error;
    }
  }

  stop(): void {
    this.#deadline.stop();
  }
}

function isUnfinished({ status }: Execution): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

function timedOut(id: string, last: Execution | undefined): TimeoutError {
  const state = last ? ` It was ${last.status} when last seen, and goes on.` : '';
  return new TimeoutError(`The execution ${id} did not finish in time.${state}`, id);
}
