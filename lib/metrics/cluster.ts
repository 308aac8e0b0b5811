import 'server-only';
import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import type { Registry } from 'prom-client';
import { AppError } from '../errors/app-error';
import { ALL, JOINED, TELL, TOLD, WANTED } from './messages.mjs';

/** Longer than the first process waits for the others. */
const PATIENCE_MS = 5_000;

type Message = { type?: string; id?: string; text?: string };

/** Whether this process is one of several behind one port, so that its own numbers are a part only. */
export const isOneOfSeveral = cluster.isWorker;

/** Lets the first process ask for this one's metrics. */
export function joinCluster(registry: Registry): void {
  if (!isOneOfSeveral) return;
  process.on('message', (message: Message | null) => {
    if (message?.type !== TELL) return;
    void registry.getMetricsAsJSON().then((metrics) => tell({ type: TOLD, id: message.id, metrics }));
  });
  tell({ type: JOINED });
}

/** The metrics of all processes together, as the first one adds them up. */
export function metricsOfAll(): Promise<string> {
  const id = randomUUID();
  return new Promise((resolve, reject) => {
    const listen = (message: Message | null) => {
      if (message?.type !== ALL || message.id !== id) return;
      done();
      if (message.text === undefined) reject(unanswered());
      else resolve(message.text);
    };
    const timer = setTimeout(() => {
      done();
      reject(unanswered());
    }, PATIENCE_MS);
    const done = () => {
      clearTimeout(timer);
      process.off('message', listen);
    };
    process.on('message', listen);
    tell({ type: WANTED, id });
  });
}

/** Part of the sum would look as if counters had begun anew. */
function unanswered(): AppError {
  return new AppError('busy', {
    detail: 'Not every process of this server said its numbers in time. Ask again in a moment.',
    retryAfterSeconds: 5,
  });
}

/** A first process that is gone needs no answer: this one is about to end too. */
function tell(message: object): void {
  process.send?.(message, undefined, undefined, () => undefined);
}
