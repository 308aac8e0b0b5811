import { onShutdown } from '../../shutdown';
import { createSlots, type Turn } from '../slots';
import { type Cage, type CageRequest, startCage } from './cage';

/** Each may take a core and half a gigabyte. */
const MAX_CAGES = 2;
const IDLE_MS = 30_000;

type Cages = {
  slots: ReturnType<typeof createSlots>;
  all: Set<Cage>;
  idle: Map<Cage, NodeJS.Timeout>;
};

// Next.js may load this module more than once in a process; the cages are one set.
const holder = globalThis as typeof globalThis & { qarionCages?: Cages };

function cages(): Cages {
  holder.qarionCages ??= { slots: createSlots(MAX_CAGES), all: new Set(), idle: new Map() };
  return holder.qarionCages;
}

/**
 * Asks a cage, in turn. Starting one takes a third of a second, so one that
 * answered as it should is kept for the next query for a while; any other is
 * ended.
 *
 * @throws SourceError
 */
export async function askCage(request: CageRequest, turn: Turn): Promise<unknown> {
  return cages().slots.run(request.folder, turn, async () => {
    const cage = take();
    try {
      return await cage.ask(request, turn);
    } finally {
      if (cage.isReusable()) keep(cage);
      else await drop(cage);
    }
  });
}

function take(): Cage {
  const { idle, all } = cages();
  for (const [cage, timer] of idle) {
    clearTimeout(timer);
    idle.delete(cage);
    if (cage.isReusable()) return cage;
    void drop(cage);
  }
  const cage = startCage();
  all.add(cage);
  return cage;
}

function keep(cage: Cage): void {
  const timer = setTimeout(() => {
    cages().idle.delete(cage);
    void drop(cage);
  }, IDLE_MS);
  timer.unref();
  cages().idle.set(cage, timer);
}

async function drop(cage: Cage): Promise<void> {
  cages().all.delete(cage);
  await cage.end();
}

/** Ends them all; what they were running is cancelled. */
export async function endCages(): Promise<void> {
  const { all, idle } = cages();
  for (const timer of idle.values()) clearTimeout(timer);
  idle.clear();
  await Promise.all([...all].map(drop));
}

onShutdown(endCages);
