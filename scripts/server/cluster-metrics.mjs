import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry } from 'prom-client';
import { ALL, JOINED, TELL, TOLD, WANTED } from '../../lib/metrics/messages.mjs';

/** Whoever asks more often gets the same sum, whichever process asks. */
const FRESH_MS = 1_000;
/** How long a process may take to tell its metrics. */
const PATIENCE_MS = 3_000;

/** Whether a metric only ever rises, so that what a process had counted must outlive it. */
const rises = ({ type }) => type === 'counter' || type === 'histogram';

/**
 * For the first process of a cluster: adds up the metrics of all the others when
 * one of them was asked for them. What an ended process had counted when it last
 * told stays in the sum, which would else look as if it began anew.
 */
export function addUpMetrics() {
  /** What each process told last. One that is still starting is not here and is not asked. */
  const latest = new Map();
  let ended = Promise.resolve([]);
  /** The sum that was made last or is being made, and when it was there. */
  let all;

  cluster.on('message', (worker, message) => {
    if (worker.isDead()) return;
    if (message?.type === JOINED) latest.set(worker, []);
    if (message?.type === TOLD) latest.set(worker, message.metrics);
    if (message?.type === WANTED) void answer(worker, message.id);
  });
  cluster.on('exit', (worker) => {
    const last = (latest.get(worker) ?? []).filter(rises);
    latest.delete(worker);
    ended = ended.then((before) => sum([before, last]).getMetricsAsJSON());
  });

  async function answer(worker, id) {
    if (!all || performance.now() - all.at >= FRESH_MS) all = fresh();
    const text = await all.text;
    if (worker.isConnected()) worker.send({ type: ALL, id, text }, () => undefined);
  }

  /** While it is being made, everybody waits for the same one. */
  function fresh() {
    const made = { at: Number.POSITIVE_INFINITY, text: askAll().catch(() => undefined) };
    void made.text.then(() => {
      made.at = performance.now();
    });
    return made;
  }

  async function askAll() {
    const id = randomUUID();
    const haveTold = await Promise.all([...latest.keys()].map((one) => ask(one, id)));
    // A part of the sum would be worse than none: counters would seem to have begun anew.
    return haveTold.every(Boolean) ? await sum([await ended, ...latest.values()]).metrics() : undefined;
  }
}

const sum = (metrics) => AggregatorRegistry.aggregate(metrics);

/** Resolves to whether a process has told; one that ends meanwhile has nothing more to tell. */
function ask(worker, id) {
  return new Promise((resolve) => {
    const listen = (message) => {
      if (message?.type === TOLD && message.id === id) end(true);
    };
    const leave = () => end(true);
    const timer = setTimeout(() => end(false), PATIENCE_MS);
    const end = (hasTold) => {
      clearTimeout(timer);
      worker.off('message', listen).off('exit', leave);
      resolve(hasTold);
    };
    worker.on('message', listen).on('exit', leave);
    if (worker.isConnected()) worker.send({ type: TELL, id }, () => undefined);
  });
}
