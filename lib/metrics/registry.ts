import 'server-only';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { joinCluster } from './cluster';
import { OUTCOMES } from './outcomes';
import { poolNumbers } from './store';

/** From a good index lookup to a database that is about to be given up. */
const VERIFICATION_BUCKETS = [0.0003, 0.0006, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.1, 0.3, 1, 5];
/** From a refusal at the edge to a client that waits for its execution. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30];

/**
 * What this process counts. Labels are from closed lists: nothing here grows
 * with tenants, keys or whatever a client sends.
 */
function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const verifications = new Counter({
    name: 'qarion_key_verifications_total',
    help: 'Verifications of API keys, by how they ended.',
    labelNames: ['outcome'] as const,
    registers,
  });
  // At nothing from the start, so that the first of each is seen as an increase.
  for (const outcome of OUTCOMES) verifications.inc({ outcome }, 0);
  const metrics = {
    registry,
    verifications,
    verificationSeconds: new Histogram({
      name: 'qarion_key_verification_duration_seconds',
      help: 'How long verifications took that asked the database.',
      buckets: VERIFICATION_BUCKETS,
      registers,
    }),
    requests: new Counter({
      name: 'qarion_http_requests_total',
      help: 'Requests, by method, route and class of status.',
      labelNames: ['method', 'route', 'status'] as const,
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'qarion_http_request_duration_seconds',
      help: 'How long requests took that a route answered, to the last byte.',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: REQUEST_BUCKETS,
      registers,
    }),
  };
  poolGauges(registry);
  joinCluster(registry);
  return metrics;
}

function poolGauges(registry: Registry): void {
  const gauges: [name: string, help: string, value: keyof ReturnType<typeof poolNumbers>][] = [
    ['qarion_database_pool_connections', 'Connections to the database.', 'total'],
    ['qarion_database_pool_idle_connections', 'Connections that nobody uses right now.', 'idle'],
    ['qarion_database_pool_waiting_requests', 'Statements that wait for a connection.', 'waiting'],
    ['qarion_database_pool_size', 'How many connections there may be.', 'max'],
  ];
  for (const [name, help, value] of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(poolNumbers()[value]);
      },
    });
  }
}

// The framework may load this module more than once in a process; what is counted is one.
const holder = globalThis as typeof globalThis & { qarionMetrics?: ReturnType<typeof createMetrics> };

export function metrics() {
  holder.qarionMetrics ??= createMetrics();
  return holder.qarionMetrics;
}
