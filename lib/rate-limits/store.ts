import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible';
import { pool } from '../db';
import { env } from '../env';
import { onShutdown } from '../shutdown';
import { type Limiter, withStandIn } from './stand-in';

/** So many points within so many seconds, which begin with the first. */
export type Rule = { name: string; points: number; seconds: number };

const optionsOf = ({ name, points, seconds }: Rule) => ({ keyPrefix: name, points, duration: seconds });

/** Passes statements on without the names the library gives them, which not every pooler remembers. */
const database = {
  query: ({ text, values }: { text: string; values: unknown[] }) => pool().query(text, values),
};

/** Counts in the database, for all processes together, whatever the settings are. */
export function postgresLimiter(rule: Rule, options: { inMemoryBlockOnConsumed?: number } = {}) {
  return new RateLimiterPostgres({
    ...optionsOf(rule),
    ...options,
    storeClient: database,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
  });
}

/**
 * Counts where the settings say: in Redis or in the database for several
 * processes together, else in this one's memory, which also stands in for them.
 */
export async function sharedLimiter(rule: Rule): Promise<Limiter> {
  const { REDIS_URL, QARION_PROCESSES, QARION_RATE_LIMIT_STORE } = env();
  const store = QARION_RATE_LIMIT_STORE ?? (QARION_PROCESSES > 1 ? 'postgres' : 'memory');
  const memory = new RateLimiterMemory(optionsOf(rule));
  // Who was refused once is refused from memory until the window ends.
  const options = { inMemoryBlockOnConsumed: rule.points + 1 };
  if (REDIS_URL) {
    const storeClient = await redis(REDIS_URL);
    const inRedis = new RateLimiterRedis({
      ...optionsOf(rule),
      ...options,
      storeClient,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    });
    return withStandIn(inRedis, memory);
  }
  return store === 'postgres' ? withStandIn(postgresLimiter(rule, options), memory) : memory;
}

let client: Promise<object> | undefined;

/** How long the first request may wait for the connection; later ones never do. */
const CONNECT_TIMEOUT_MS = 1_000;

/** The one connection, which comes back by itself. */
function redis(url: string): Promise<object> {
  client ??= connect(url);
  return client;
}

async function connect(url: string): Promise<object> {
  // Loaded only where there is a Redis.
  const { createClient } = await import('@redis/client');
  const made = createClient({ url, disableOfflineQueue: true });
  // Told of where it is missed. An error that nobody hears would be the process's.
  made.on('error', () => undefined);
  onShutdown(async () => made.destroy());
  // It tries until it succeeds, which may be long after.
  const connected = made.connect().catch(() => undefined);
  await Promise.race([connected, sleep(CONNECT_TIMEOUT_MS, undefined, { ref: false })]);
  return made;
}
