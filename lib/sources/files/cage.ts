import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Query } from '../schema';
import { cancelled, type Turn } from '../slots';
import { SourceError, type SourceErrorKind, tookTooLong } from '../source-error';

/** What the whole process may take; the database in it is held to half of that, but not by every function. */
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;
/**
 * What Linux lets it reserve, a quarter of which is Node's own: a text of a
 * gigabyte is refused before a byte of it is there. No image of it is written
 * where that ends it. Elsewhere, only the watch on what it takes holds it.
 */
const LIMITS = 'unset PWD OLDPWD SHLVL; ulimit -d 655360; ulimit -c 0; exec "$0" "$@"';
const SHELL = '/bin/sh';
/** A process that grew to this is not kept for the next query. */
const REUSABLE_MEMORY_BYTES = 256 * 1024 * 1024;
const MEMORY_WATCH_MS = 25;
/**
 * Behind the server, so that it answers while queries run; not behind
 * everything, or on a busy machine their time would be over before their turn.
 */
const LOW_PRIORITY = 10;

/** What a cage is asked; it answers with a `QueryResult` or the tables. */
export type CageRequest =
  | ({ do: 'query'; folder: string; maxRows: number; maxBytes: number } & Query)
  | { do: 'describe'; folder: string; maxBytes: number };

type Answer = { ok: true; value: unknown } | { ok: false; kind: SourceErrorKind; message: string };

/** A process that runs queries on files, one at a time. */
export type Cage = {
  /** @throws SourceError When it did not answer in time or took too much, it is dead by then. */
  ask(request: CageRequest, turn: Turn): Promise<unknown>;
  /** Whether another query may be run in it. */
  isReusable(): boolean;
  /** Ends it at once, whatever it does; settles when it is gone. */
  end(): Promise<void>;
};

/**
 * Starts one: with no environment, so that it holds no secret; without the
 * loaders of this process; and at a low priority, set before it has any
 * thread that would keep another.
 */
export function startCage(): Cage {
  // Found from the project's root, where every process of ours is started: bundling does not know processes.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib/sources/files/cage-process.mjs');
  const isLimited = process.platform === 'linux' && existsSync(SHELL);
  const child = fork(file, [], {
    env: noEnvironment,
    ...(isLimited ? { execPath: SHELL, execArgv: ['-c', LIMITS, process.execPath] } : { execArgv: [] }),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let isGone = false;
  let isStopped = false;
  let isSpent = false;
  const gone = new Promise<void>((resolve) => {
    const leave = () => {
      isGone = true;
      resolve();
    };
    child.once('exit', leave);
    child.once('error', leave);
  });
  lowerPriority(child);
  // An idle one keeps no script and no test from ending; it ends with the channel.
  child.unref();
  child.channel?.unref();

  const end = async () => {
    if (!isGone) child.kill('SIGKILL');
    await gone;
  };

  const ask: Cage['ask'] = (request, { timeoutMs, signal }) =>
    new Promise((resolve, reject) => {
      let isSettled = false;
      const settle = (finish: () => void) => {
        if (isSettled) return;
        isSettled = true;
        clearTimeout(timer);
        clearInterval(watch);
        signal?.removeEventListener('abort', giveUp);
        child.removeListener('message', receive);
        finish();
      };
      const stop = (error: SourceError) => settle(() => void end().then(() => reject(error)));
      const giveUp = () => stop(cancelled());
      const receive = (answer: Answer) => {
        // Where memory was short, something in it may be broken.
        isSpent = !answer.ok && answer.kind === 'too_large';
        settle(() =>
          answer.ok ? resolve(answer.value) : reject(new SourceError(answer.kind, answer.message)),
        );
      };
      const timer = setTimeout(() => stop(tookTooLong(timeoutMs)), timeoutMs);
      const watch = setInterval(() => {
        if (memoryOf(child) > MAX_MEMORY_BYTES) stop(tookTooMuch());
      }, MEMORY_WATCH_MS);
      // Not ended by us: by the system for want of memory, by a fault in the database, or as this process stops.
      void gone.then(() => settle(() => reject(isStopped ? cancelled() : tookTooMuch())));
      signal?.addEventListener('abort', giveUp);
      child.on('message', receive);
      // Whatever keeps it from arriving also ends the process, which is heard of above.
      child.send(request, () => undefined);
    });

  return {
    ask,
    isReusable: () => !isGone && !isStopped && !isSpent && memoryOf(child) < REUSABLE_MEMORY_BYTES,
    end: () => {
      isStopped = true;
      return end();
    },
  };
}

/** The type demands a variable that only builds are made by. */
const noEnvironment = {} as NodeJS.ProcessEnv;

function lowerPriority({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) os.setPriority(pid, LOW_PRIORITY);
  } catch {
    // It has ended already, which whoever asks it will hear.
  }
}

/** What the process holds in memory now; 0 where the system does not say. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function tookTooMuch(): SourceError {
  return new SourceError(
    'too_large',
    'The query took more than it may have and was ended. Make it simpler, or read fewer columns or rows.',
  );
}
