import type { Operations } from '../generated/operations.js';
import type { Check, CreateCheck, Execution, Push, UpdateCheck } from '../generated/types.js';
import { PagedList } from '../paging.js';
import type { OnceOptions, RequestOptions } from '../requests.js';
import type { Transport } from '../transport.js';
import { Waiting } from '../waiting.js';

export type ListChecksOptions = Omit<Operations['listChecks']['query'], 'space'> & RequestOptions;
export type ListExecutionsOptions = Operations['listCheckExecutionsBySlug']['query'] & RequestOptions;
export type CreateCheckInput = Omit<CreateCheck, 'space'> & RequestOptions;
export type UpdateCheckInput = UpdateCheck & RequestOptions;

export type PushInput = Push & OnceOptions & RequestOptions;
export type WaitOptions = {
  /** How long to wait for the result, in milliseconds; by default 300,000. */
  timeoutMs?: number | undefined;
  /** Stops the waiting; the execution goes on. */
  signal?: AbortSignal | undefined;
};
export type TriggerOptions = WaitOptions &
  OnceOptions & {
    /** False gives the queued execution at once; by default true, which waits for its result. */
    wait?: boolean | undefined;
  };

/** Quality checks and their executions. */
export class Quality {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The checks of a space, by name: `await` one page, or `for await` all of them. */
  list(space: string, { signal, timeoutMs, ...query }: ListChecksOptions = {}): PagedList<Check> {
    return new PagedList((page = query.page) =>
      this.#transport.call('listChecks', {
        query: { space, ...query, page },
        options: { signal, timeoutMs },
      }),
    );
  }

  get(space: string, check: string, options?: RequestOptions): Promise<Check> {
    return this.#transport.call('getCheckByName', { path: { space, slug: check }, options });
  }

  create(space: string, { signal, timeoutMs, ...check }: CreateCheckInput): Promise<Check> {
    return this.#transport.call('createCheck', {
      body: { space, ...check },
      options: { signal, timeoutMs },
    });
  }

  /**
   * Changes what is given and leaves the rest. Give the `version` you looked at
   * to be sure that nobody's change is overwritten: else `ConflictError`.
   */
  async update(
    space: string,
    check: string,
    { signal, timeoutMs, ...changes }: UpdateCheckInput,
  ): Promise<Check> {
    const options = { signal, timeoutMs };
    const { id } = await this.get(space, check, options);
    return this.#transport.call('updateCheck', { path: { id }, body: changes, options });
  }

  /** Takes a check out of use; its history stays. */
  async archive(space: string, check: string, options?: RequestOptions): Promise<Check> {
    const { id } = await this.get(space, check, options);
    return this.#transport.call('archiveCheck', { path: { id }, options });
  }

  /**
   * Runs a check and waits for the result. FAIL and ERROR are results, not
   * exceptions: look at `status`.
   *
   * @throws TimeoutError when it takes longer than `timeoutMs`; it goes on, and `wait` can wait on.
   */
  async trigger(space: string, check: string, options: TriggerOptions = {}): Promise<Execution> {
    const { wait = true, signal, timeoutMs, idempotencyKey = crypto.randomUUID() } = options;
    const run = { path: { space, slug: check }, idempotencyKey };
    if (!wait) return this.#transport.call('runCheckBySlug', { ...run, options: { signal, timeoutMs } });
    const waiting = new Waiting(this.#transport, { signal, timeoutMs });
    try {
      const { heldSeconds: waitSeconds } = waiting;
      const execution = await this.#transport.call('runCheckBySlug', {
        ...run,
        waitSeconds,
        options: { signal },
      });
      return await waiting.finished(execution.id, execution);
    } finally {
      waiting.stop();
    }
  }

  /** The executions of a check, newest first: `await` one page, or `for await` all of them. */
  executions(
    space: string,
    check: string,
    { signal, timeoutMs, ...query }: ListExecutionsOptions = {},
  ): PagedList<Execution> {
    return new PagedList((page = query.page) =>
      this.#transport.call('listCheckExecutionsBySlug', {
        path: { space, slug: check },
        query: { ...query, page },
        options: { signal, timeoutMs },
      }),
    );
  }

  execution(id: string, options?: RequestOptions): Promise<Execution> {
    return this.#transport.call('getExecution', { path: { id }, options });
  }

  /** Hands in a value that was measured elsewhere, for a check of the type `custom`. */
  push(
    space: string,
    check: string,
    { signal, timeoutMs, idempotencyKey = crypto.randomUUID(), ...body }: PushInput,
  ): Promise<Execution> {
    return this.#transport.call('pushResult', {
      path: { space, slug: check },
      body,
      idempotencyKey,
      options: { signal, timeoutMs },
    });
  }

  /**
   * Waits until an execution has its result.
   *
   * @throws TimeoutError when it takes longer than `timeoutMs`.
   */
  async wait(id: string, options: WaitOptions = {}): Promise<Execution> {
    const waiting = new Waiting(this.#transport, options);
    try {
      return await waiting.finished(id);
    } finally {
      waiting.stop();
    }
  }
}
