import 'server-only';
import { Gauge, Registry } from 'prom-client';
import { version } from '@/package.json';
import { isOneOfSeveral, metricsOfAll } from './cluster';
import { metrics } from './registry';
import { countUnfinished, type Unfinished } from './store';

/** Whoever asks more often gets the same text, so that asking is no way to keep the server busy. */
const FRESH_MS = 1_000;
/** What a scrape waits for the database. */
const PATIENCE_MS = 1_000;

type Shared = { scrape?: { at: number; text: Promise<string> }; count?: Promise<Unfinished | null> };
// The framework may load this module more than once in a process; the answer is one.
const holder = globalThis as typeof globalThis & { qarionScrape?: Shared };

export const SCRAPE_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** All metrics, in Prometheus' text format: of every process of this server, and of what they share. */
export function scrape(): Promise<string> {
  holder.qarionScrape ??= {};
  const shared = holder.qarionScrape;
  const now = performance.now();
  if (!shared.scrape || now - shared.scrape.at >= FRESH_MS)
    shared.scrape = { at: now, text: compose(shared) };
  return shared.scrape.text;
}

async function compose(shared: Shared): Promise<string> {
  // One after the other: the scrape's own statement must not show among those that wait for a connection.
  const ofProcesses = await (isOneOfSeveral ? metricsOfAll() : metrics().registry.metrics());
  return `${ofProcesses}\n${await platformMetrics(shared)}`;
}

/** What is the same whichever process says it, and would be wrong in a sum. */
async function platformMetrics(shared: Shared): Promise<string> {
  const registry = new Registry();
  const registers = [registry];
  new Gauge({
    name: 'qarion_build_info',
    help: 'Always 1; what runs is in the labels.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.versions.node }, 1);
  const unfinished = await soon(unfinishedExecutions(shared));
  new Gauge({
    name: 'qarion_database_up',
    help: 'Whether the database answered this scrape within a second.',
    registers,
  }).set(unfinished ? 1 : 0);
  const executions = new Gauge({
    name: 'qarion_executions',
    help: 'Executions that wait in the queue or run; not there while the database does not answer.',
    labelNames: ['state'],
    registers,
  });
  for (const [state, count] of Object.entries(unfinished ?? {})) executions.set({ state }, count);
  return registry.metrics();
}

/** One statement at a time, however long the last one hangs. */
function unfinishedExecutions(shared: Shared): Promise<Unfinished | null> {
  shared.count ??= countUnfinished()
    .catch(() => null)
    .finally(() => {
      delete shared.count;
    });
  return shared.count;
}

async function soon<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
