import path from 'node:path';
import { Piscina } from 'piscina';
import { AppError } from '../errors/app-error';

/** bcrypt takes a core for a quarter of a second, so it is bounded, and kept off the thread that answers requests. */
const MAX_THREADS = 2;
const MAX_WAITING = 20;
/** About what the longest queue takes. */
const RETRY_AFTER_SECONDS = 3;

// Next.js may load this module more than once in a process; the threads are one set.
const holder = globalThis as typeof globalThis & { qarionPasswordThreads?: Piscina };

function threads(): Piscina {
  holder.qarionPasswordThreads ??= new Piscina({
    // Found from the project's root, where every process of ours is started: bundling does not know threads.
    filename: path.join(process.cwd(), 'lib/users/password-worker.mjs'),
    minThreads: 0,
    maxThreads: MAX_THREADS,
    idleTimeout: 60_000,
    // Without the loaders of the process: the file is plain JavaScript.
    execArgv: [],
  });
  return holder.qarionPasswordThreads;
}

/**
 * Refuses what would wait too long, so that a flood is turned away at once.
 *
 * @throws AppError `busy`.
 */
export function requirePasswordThread(): void {
  if (threads().queueSize < MAX_WAITING) return;
  throw new AppError('busy', {
    detail: 'Too many people are signing in right now. Try again in a moment.',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** @throws AppError `busy`. */
export async function hashInThread(password: string, cost: number): Promise<string> {
  requirePasswordThread();
  return await threads().run({ password, cost }, { name: 'hash' });
}

/** @throws AppError `busy`. */
export async function compareInThread(password: string, passwordHash: string): Promise<boolean> {
  requirePasswordThread();
  return await threads().run({ password, passwordHash }, { name: 'compare' });
}
