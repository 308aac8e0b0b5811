import { SourceError } from './source-error';

/** More than this of one asker wait for nothing: their turn would not come in time. */
const MAX_WAITING = 50;

export type Turn = { timeoutMs: number; signal?: AbortSignal | undefined };

/**
 * Lets a few run at a time. The others wait: next is always one of the asker
 * who has the fewest running, so that nobody keeps the others from their turn
 * by asking often. Of one asker it is the one that waits longest.
 */
export type Slots = {
  /** Runs the work when it is its turn. @throws SourceError when it does not come, or the asker gives up. */
  run<T>(asker: string, turn: Turn, work: () => Promise<T>): Promise<T>;
};

type Waiting = { asker: string; start: () => void };

export function createSlots(max: number): Slots {
  const running: string[] = [];
  const waiting = new Set<Waiting>();
  const runningOf = (asker: string) => running.filter((one) => one === asker).length;

  function release(asker: string): void {
    running.splice(running.indexOf(asker), 1);
    let next: Waiting | undefined;
    for (const one of waiting) {
      if (!next || runningOf(one.asker) < runningOf(next.asker)) next = one;
    }
    next?.start();
  }

  async function acquire(asker: string, { timeoutMs, signal }: Turn): Promise<void> {
    if (signal?.aborted) throw cancelled();
    if (running.length < max) {
      running.push(asker);
      return;
    }
    if ([...waiting].filter((one) => one.asker === asker).length >= MAX_WAITING) throw tooMany();
    await new Promise<void>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        waiting.delete(one);
        finish();
      };
      const start = () => {
        running.push(asker);
        settle(resolve);
      };
      const one = { asker, start };
      const giveUp = () => settle(() => reject(cancelled()));
      const timer = setTimeout(() => settle(() => reject(tooMany())), timeoutMs);
      signal?.addEventListener('abort', giveUp);
      waiting.add(one);
    });
  }

  return {
    async run(asker, turn, work) {
      await acquire(asker, turn);
      try {
        return await work();
      } finally {
        release(asker);
      }
    },
  };
}

export function cancelled(): SourceError {
  return new SourceError('cancelled', 'The query was given up before it had finished.');
}

function tooMany(): SourceError {
  return new SourceError(
    'unavailable',
    'Too many other queries are running right now. Try again in a moment.',
  );
}
