import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { redeliver } from './undelivered-connections.mjs';

/** How long to wait before replacing a process: not at all, then this long, then twice as long each time. */
const SECOND_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** After this long without a death the next pause is short again. */
const CALM_MS = 60_000;
/** So many starts in a row that came to nothing, with no process left, are the end. */
const MAX_FAILED_STARTS = 5;
/** A process that listens so long has started: the app may find out in the same moment that it cannot run. */
const STARTED_MS = 1_000;
/** A stop reaches the processes of a terminal in any order, this one perhaps last. */
const SETTLE_MS = 100;
/** Longer than any process takes to end by itself. */
const STOP_TIMEOUT_MS = 25_000;

let isStopping = false;
let pauseMs = 0;
let lastDeathAt = Number.NEGATIVE_INFINITY;
let failedStarts = 0;

/**
 * Keeps so many app processes running until this one is told to stop, by a
 * signal or by the end of whoever started it. One that dies is replaced while
 * the others serve. The first has to come up before there are more: what keeps
 * it from that would keep all of them.
 * @param {number} count
 */
export function keepRunning(count) {
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, stop);
  // What a process cannot do, such as listen, whoever started this one wants to know.
  cluster.on('message', (_worker, message) => {
    if (message?.type === 'failed') process.send?.(message);
  });
  cluster.on('fork', redeliver);
  const first = cluster.fork();
  const endWithIt = () => isStopping || process.exit(1);
  first.once('exit', endWithIt);
  first.once('listening', () => process.send?.({ type: 'listening' }));
  onceStarted(first, () => {
    first.off('exit', endWithIt);
    replaceWhenDead(first, true);
    for (let others = count - 1; others > 0; others--) replaceWhenDead(cluster.fork());
  });
}

function onceStarted(worker, run) {
  worker.once('listening', async () => {
    await sleep(STARTED_MS);
    if (!worker.isDead() && !isStopping) run();
  });
}

function replaceWhenDead(worker, hasStarted = false) {
  let isStarted = hasStarted;
  onceStarted(worker, () => {
    isStarted = true;
    failedStarts = 0;
  });
  worker.once('exit', async (code, signal) => {
    if (!isStarted) failedStarts += 1;
    await sleep(SETTLE_MS);
    if (isStopping) return;
    if (failedStarts >= MAX_FAILED_STARTS && living().length === 0) {
      say('No app process stays alive: the messages of each are above.');
      process.exit(1);
    }
    const isCalm = Date.now() - lastDeathAt > CALM_MS;
    pauseMs = isCalm ? 0 : Math.min(Math.max(2 * pauseMs, SECOND_PAUSE_MS), LONGEST_PAUSE_MS);
    lastDeathAt = Date.now();
    const when = pauseMs > 0 ? ` in ${pauseMs / 1000} s` : '';
    say(`An app process ended (${signal ?? `exit code ${code}`}); another is started${when}.`);
    await sleep(pauseMs);
    if (!isStopping) replaceWhenDead(cluster.fork());
  });
}

/** Lets every process finish what it began, and ends when the last one has. */
function stop() {
  if (isStopping) return;
  isStopping = true;
  if (living().length === 0) process.exit(0);
  cluster.on('exit', () => {
    if (living().length === 0) process.exit(0);
  });
  for (const worker of living()) worker.process.kill('SIGTERM');
  setTimeout(() => {
    for (const worker of living()) worker.process.kill('SIGKILL');
  }, STOP_TIMEOUT_MS);
}

function living() {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker && !worker.isDead());
}

function say(line) {
  process.stderr.write(`  ${line}\n`);
}
