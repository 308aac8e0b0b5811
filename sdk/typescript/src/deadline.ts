/**
 * The end of a call: its time is up, or the caller's signal says so. `signal`
 * tells the two apart by its reason.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #end: number;
  readonly #timer: ReturnType<typeof setTimeout>;
  readonly #caller: AbortSignal | undefined;
  readonly #onAbort = () => this.#controller.abort(this.#caller?.reason);
  #isOver = false;

  constructor(timeoutMs: number, caller?: AbortSignal) {
    this.#end = performance.now() + timeoutMs;
    // Past what a timer can count, it would fire at once.
    this.#timer = setTimeout(() => this.#expire(), Math.min(timeoutMs, 2 ** 31 - 1));
    this.#caller = caller;
    if (caller?.aborted) this.#onAbort();
    else caller?.addEventListener('abort', this.#onAbort, { once: true });
  }

  #expire(): void {
    this.#isOver = true;
    this.#controller.abort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the time was up, and not the caller's signal. */
  get isOver(): boolean {
    return this.#isOver;
  }

  get remainingMs(): number {
    return this.#end - performance.now();
  }

  /** @throws The reason of the caller's signal. */
  throwIfCancelled(): void {
    this.#caller?.throwIfAborted();
  }

  /** Resolves after a time, or as soon as the deadline is reached. */
  async sleep(ms: number): Promise<void> {
    if (this.signal.aborted) return;
    let wake = () => {};
    const awake = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const timer = setTimeout(wake, ms);
    this.signal.addEventListener('abort', wake, { once: true });
    await awake;
    clearTimeout(timer);
    this.signal.removeEventListener('abort', wake);
  }

  /** To be called when the call has ended, or the timer keeps the process alive. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }
}
