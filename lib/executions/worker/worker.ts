import 'server-only';
import { env } from '../../env';
import { logger } from '../../logger';
import { onShutdown, stopping } from '../../shutdown';
import { pause } from '../pause';
import { maintainQueue, openQueue, takeJobs, takeMinute } from '../queue/store';
import { scheduleDue } from '../schedules/schedules';
import { deleteOldIdempotencyKeys } from '../store';
import { runExecution } from './run-execution';
import { type Claim, claim, extendLeases, putBack, queueForgotten, recoverLost } from './store';
import { onWake } from './wake';

/** How often it looks for work that another process queued; work of its own wakes it. */
const LOOK_MS = 1_000;
/** How often leases, of 15 seconds, are extended, and what others left behind is looked for. */
const BEAT_MS = 5_000;
const START_RETRY_MS = 1_000;
/** How long a stop waits for aborted measurements to let go of their sources. */
const LET_GO_MS = 1_000;

type Run = { one: Claim; controller: AbortController; ended: Promise<void> };

/** Runs executions until it is stopped. Whatever the database does meanwhile, it goes on by itself. */
class Worker {
  private readonly runs = new Set<Run>();
  private readonly concurrency = env().QARION_EXECUTION_CONCURRENCY;
  /** Aborted first: nothing new is taken. */
  private readonly stop = new AbortController();
  /** Aborted next: what runs is let go of. */
  private readonly over = new AbortController();
  private wakeUp = new AbortController();
  private readonly troubles = new Set<string>();
  private ended: Promise<void> | undefined;
  private readonly working: Promise<void>;
  /** Resolves once it looks for work. */
  readonly ready: Promise<void>;

  constructor() {
    onWake(() => this.wake());
    this.ready = this.open();
    this.working = this.ready.then(() => this.work());
    void this.ready.then(() => {
      // While requests in flight hold up a stop, what runs goes on.
      void this.repeatedly('keeping its leases', () => this.keepLeases(), this.over.signal);
      void this.repeatedly('keeping house', () => this.keepHouse(), this.stop.signal);
    });
  }

  /** Stops looking, aborts what runs, and puts it back so that it starts anew elsewhere. */
  end(): Promise<void> {
    this.ended ??= this.putAllBack();
    return this.ended;
  }

  private async putAllBack(): Promise<void> {
    this.quiet();
    // What it has just taken is started first, so that nothing is forgotten.
    await Promise.race([this.working, pause(LET_GO_MS, [])]);
    this.over.abort();
    const runs = [...this.runs];
    for (const { controller } of runs) controller.abort();
    await Promise.all(runs.map(({ one }) => this.safely('putting back', () => putBack(one, 0))));
    await Promise.race([Promise.all(runs.map(({ ended }) => ended)), pause(LET_GO_MS, [])]);
  }

  /** Takes no new work, and goes on with what it has. */
  quiet(): void {
    this.stop.abort();
    this.wake();
  }

  private wake(): void {
    this.wakeUp.abort();
  }

  private async open(): Promise<void> {
    while (!this.stop.signal.aborted) {
      if (await this.safely('opening the queue', () => openQueue().then(() => true))) return;
      await pause(START_RETRY_MS, [this.stop.signal]);
    }
  }

  private async work(): Promise<void> {
    while (!this.stop.signal.aborted) {
      // Renewed before looking, so that what comes while it looks is not overslept.
      this.wakeUp = new AbortController();
      const free = this.concurrency - this.runs.size;
      const ids = free > 0 ? ((await this.safely('taking work', () => takeJobs(free))) ?? []) : [];
      await Promise.all(ids.map((id) => this.begin(id)));
      if (ids.length === 0) await pause(LOOK_MS, [this.stop.signal, this.wakeUp.signal]);
    }
  }

  private async begin(id: string): Promise<void> {
    const one = await this.safely('starting', () => claim(id));
    if (!one) return;
    const controller = new AbortController();
    // Each start is a run of its own: one that lost its lease may still be ending when the next begins.
    const run: Run = { one, controller, ended: Promise.resolve() };
    this.runs.add(run);
    run.ended = this.safely('running', () => runExecution(one, controller.signal)).then(() => {
      this.runs.delete(run);
      this.wake();
    });
  }

  private async keepLeases(): Promise<void> {
    const runs = [...this.runs];
    if (runs.length === 0) return;
    const kept = await extendLeases(runs.map(({ one }) => one));
    for (const { one, controller } of runs) if (!kept.includes(one)) controller.abort();
  }

  /** Each by itself, so that none keeps the others from being done. */
  private async keepHouse(): Promise<void> {
    const own = [...this.runs].map(({ one }) => one);
    const lost = (await this.safely('recovering', () => recoverLost(own))) ?? 0;
    const forgotten = (await this.safely('queueing again', queueForgotten)) ?? 0;
    if (lost + forgotten > 0) {
      logger.info({ lost, forgotten }, 'took over executions that another process left');
      this.wake();
    }
    if (!(await takeMinute())) return;
    if (((await this.safely('scheduling', scheduleDue)) ?? 0) > 0) this.wake();
    await this.safely('forgetting old keys', deleteOldIdempotencyKeys);
    await this.safely('sweeping the queue', maintainQueue);
  }

  private async repeatedly(what: string, work: () => Promise<void>, until: AbortSignal): Promise<void> {
    while (!until.aborted) {
      await this.safely(what, work);
      await pause(BEAT_MS, [until]);
    }
  }

  /** Says once of each kind of work that it fails, and once that this is over. */
  private async safely<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      if (this.troubles.delete(what)) logger.info(`the worker is ${what} again`);
      return result;
    } catch (error) {
      if (!this.troubles.has(what)) logger.warn({ error }, `the worker fails at ${what} and keeps trying`);
      this.troubles.add(what);
      return undefined;
    }
  }
}

// The framework may load this module more than once in a process; the worker is one.
const holder = globalThis as typeof globalThis & { qarionWorker?: Worker };

/** Starts this process's worker. It is stopped with the process, or by what is returned. */
export function startWorker(): { ready: Promise<void>; end(): Promise<void> } {
  if (!holder.qarionWorker) {
    const worker = new Worker();
    holder.qarionWorker = worker;
    stopping().addEventListener('abort', () => worker.quiet());
    onShutdown(() => worker.end());
  }
  return holder.qarionWorker;
}
