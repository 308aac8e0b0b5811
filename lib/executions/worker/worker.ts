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
  private readonly runs = new Map<string, Run>();
  private readonly concurrency = env().QARION_EXECUTION_CONCURRENCY;
  private readonly stop = new AbortController();
  private wakeUp = new AbortController();
  private isTroubled = false;
  private ended: Promise<void> | undefined;
  private readonly working: Promise<void>;
  /** Resolves once it looks for work. */
  readonly ready: Promise<void>;

  constructor() {
    onWake(() => this.wake());
    this.ready = this.open();
    this.working = this.ready.then(() => this.work());
    void this.ready.then(() => {
      void this.repeatedly(() => this.keepLeases());
      void this.repeatedly(() => this.keepHouse());
    });
  }

  /** Stops looking, aborts what runs, and puts it back so that it starts anew elsewhere. */
  end(): Promise<void> {
    this.ended ??= this.putAllBack();
    return this.ended;
  }

  private async putAllBack(): Promise<void> {
    this.quiet();
    await Promise.race([this.working, pause(LET_GO_MS, [])]);
    const runs = [...this.runs.values()];
    for (const { controller } of runs) controller.abort();
    await Promise.all(runs.map(({ one }) => this.safely(() => putBack(one, 0))));
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
      if (await this.safely(() => openQueue().then(() => true))) return;
      await pause(START_RETRY_MS, [this.stop.signal]);
    }
  }

  private async work(): Promise<void> {
    while (!this.stop.signal.aborted) {
      // Renewed before looking, so that what comes while it looks is not overslept.
      this.wakeUp = new AbortController();
      const free = this.concurrency - this.runs.size;
      const ids = free > 0 ? ((await this.safely(() => takeJobs(free))) ?? []) : [];
      await Promise.all(ids.map((id) => this.begin(id)));
      if (ids.length === 0) await pause(LOOK_MS, [this.stop.signal, this.wakeUp.signal]);
    }
  }

  private async begin(id: string): Promise<void> {
    const one = await this.safely(() => claim(id));
    if (!one) return;
    const controller = new AbortController();
    const ended = this.safely(() => runExecution(one, controller.signal)).then(() => {
      this.runs.delete(id);
      this.wake();
    });
    this.runs.set(id, { one, controller, ended });
  }

  private async keepLeases(): Promise<void> {
    const runs = [...this.runs.values()];
    if (runs.length === 0) return;
    const kept = await extendLeases(runs.map(({ one }) => one));
    for (const { one, controller } of runs) if (!kept.has(one.id)) controller.abort();
  }

  private async keepHouse(): Promise<void> {
    const lost = await recoverLost([...this.runs.values()].map(({ one }) => one));
    const forgotten = await queueForgotten();
    if (lost + forgotten > 0) {
      logger.info({ lost, forgotten }, 'took over executions that another process left');
      this.wake();
    }
    if (!(await takeMinute())) return;
    if ((await scheduleDue()) > 0) this.wake();
    await deleteOldIdempotencyKeys();
    await maintainQueue();
  }

  private async repeatedly(work: () => Promise<void>): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.safely(work);
      await pause(BEAT_MS, [this.stop.signal]);
    }
  }

  /** Says once that something is wrong, and once that it is over. */
  private async safely<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      if (this.isTroubled) logger.info('the worker goes on');
      this.isTroubled = false;
      return result;
    } catch (error) {
      if (!this.isTroubled) logger.warn({ error }, 'the worker cannot do its work and keeps trying');
      this.isTroubled = true;
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
