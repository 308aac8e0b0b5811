import { fork } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../bootstrap/project-root.mjs';
import { portTaken } from './port';
import type { Listening } from './settings';
import { UserFacingError } from './user-facing-error';

/** The app's own process: `scripts/server.mjs`, or the primary of several such, `scripts/cluster.mjs`. */
export type AppProcess = {
  /** Resolves with what happened when the process ended; never rejects. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Resolves once the app answers; rejects with a sentence if it never will. */
  ready: Promise<void>;
  /** Asks it to finish what it began and resolves when it is gone. */
  stop(): Promise<void>;
};

const READY_TIMEOUT_MS = 60_000;

/** Starts the app. It ends by itself when this process dies, however that happens. */
export function startApp(listening: Listening, environment: NodeJS.ProcessEnv, isDev: boolean): AppProcess {
  const script = Number(environment.QARION_PROCESSES) > 1 ? 'scripts/cluster.mjs' : 'scripts/server.mjs';
  const child = fork(path.join(PROJECT_ROOT, script), isDev ? ['--dev'] : [], {
    cwd: PROJECT_ROOT,
    env: { ...environment, NODE_ENV: isDev ? 'development' : 'production' },
    execArgv: [], // Neither the TypeScript loader nor the import condition of the tasks.
  });
  let isPortTaken = false;
  child.on('message', (message: { type?: string; code?: string }) => {
    if (message.type === 'failed' && message.code === 'EADDRINUSE') isPortTaken = true;
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  const failed = ended.then(() => {
    throw isPortTaken
      ? portTaken(listening.port)
      : new UserFacingError('The app ended while it was starting: its messages are above.');
  });
  const ready = Promise.race([untilHealthy(listening), failed]);
  // Nobody may be waiting for these any more when a stop comes first.
  failed.catch(() => undefined);
  ready.catch(() => undefined);
  return {
    ended,
    ready,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilHealthy({ host, port }: Listening): Promise<void> {
  const reachable =
    host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`http://${reachable}:${port}/api/health/live`, {
        signal: AbortSignal.timeout(5000),
      });
      if (response.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(50);
  }
  throw new UserFacingError(`The app did not answer within ${READY_TIMEOUT_MS / 1000} seconds.`);
}
