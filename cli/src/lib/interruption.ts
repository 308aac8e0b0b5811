import { EXIT } from './exit-codes';
import { Interrupted } from './failure';

/** Listens for Ctrl-C and SIGTERM, for a command that has something to say about it. */
export class Interruption {
  readonly #controller = new AbortController();
  readonly #onInterrupt = () => this.#interrupt(new Interrupted(EXIT.interrupted));
  readonly #onTerminate = () => this.#interrupt(new Interrupted(EXIT.terminated));

  constructor() {
    // Once: the second time, the process ends at once.
    process.once('SIGINT', this.#onInterrupt);
    process.once('SIGTERM', this.#onTerminate);
  }

  #interrupt(reason: Interrupted): void {
    this.stop();
    this.#controller.abort(reason);
  }

  /** Aborted by either, with the `Interrupted` to throw as its reason. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  stop(): void {
    process.off('SIGINT', this.#onInterrupt);
    process.off('SIGTERM', this.#onTerminate);
  }
}
