import { SourceError } from './source-error';

/** More than this wait for nothing: their turn would not come in time. */
const MAX_WAITING = 100;

export type Turn = { timeoutMs: number; signal?: AbortSignal | undefined };

/** Lets a few run at a time; the others wait for their turn, in order. */
export type Slots = {
  /** Runs the work when it is its turn. @throws SourceError when it does not come, or the asker gives up. */
  run<T>(turn: Turn, work: () => Promise<T>): Promise<T>;
};

export function createSlots(max: number): Slots {
  let taken = 0;
  const waiting = new Set<() => void>();

  /** The slot goes to the next in the line, or becomes free. */
  function release(): void {
    const [next] = waiting;
    if (!next) taken -= 1;
    else {
      waiting.delete(next);
      next();
    }
  }

  async function acquire({ timeoutMs, signal }: Turn): Promise<void> {
    if (signal?.aborted) throw cancelled();
    if (taken < max) {
      taken += 1;
      return;
    }
    if (waiting.size >= MAX_WAITING) throw tooMany();
    await new Promise<void>((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', giveUp);
        waiting.delete(start);
        finish();
      };
      const start = () => settle(resolve);
      const giveUp = () => settle(() => reject(cancelled()));
      const timer = setTimeout(() => settle(() => reject(tooMany())), timeoutMs);
      signal?.addEventListener('abort', giveUp);
      waiting.add(start);
    });
  }

  return {
    async run(turn, work) {
      await acquire(turn);
      try {
        return await work();
      } finally {
        release();
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
