import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
} from 'rate-limiter-flexible';
import { pool } from '../db';
import { env } from '../env';
import { logger } from '../logger';
import { onShutdown } from '../shutdown';

/** So many points within so many seconds, which begin with the first. */
export type Rule = { name: string; points: number; seconds: number };

const optionsOf = ({ name, points, seconds }: Rule) => ({ keyPrefix: name, points, duration: seconds });

/** Passes statements on without the names the library gives them, which not every pooler remembers. */
const database = {
  query: ({ text, values }: { text: string; values: unknown[] }) => pool().query(text, values),
};

/** Counts in the database, for all processes together, whatever the settings are. */
export function postgresLimiter(rule: Rule, options: { insuranceLimiter?: RateLimiterAbstract } = {}) {
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
 * processes together, else in this one's memory. A store that is away is stood
 * in for by memory, so that it cannot stop requests.
 */
export async function sharedLimiter(rule: Rule): Promise<RateLimiterAbstract> {
  const { REDIS_URL, QARION_PROCESSES, QARION_RATE_LIMIT_STORE } = env();
  const store = QARION_RATE_LIMIT_STORE ?? (QARION_PROCESSES > 1 ? 'postgres' : 'memory');
  const memory = new RateLimiterMemory(optionsOf(rule));
  // Who was refused once is refused from memory until the window ends.
  const options = { insuranceLimiter: memory, inMemoryBlockOnConsumed: rule.points + 1 };
  if (REDIS_URL) {
    const storeClient = await redis(REDIS_URL);
    return new RateLimiterRedis({
      ...optionsOf(rule),
      ...options,
      storeClient,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
    });
  }
  return store === 'postgres' ? postgresLimiter(rule, options) : memory;
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
  let isAway = false;
  made.on('ready', () => {
    isAway = false;
  });
  made.on('error', ({ message }: Error) => {
    if (!isAway)
      logger.warn({ reason: message }, 'Redis is away: requests are counted by each process alone');
    isAway = true;
  });
  onShutdown(async () => made.destroy());
  // It tries until it succeeds, which may be long after.
  const connected = made.connect().catch(() => undefined);
  await Promise.race([connected, sleep(CONNECT_TIMEOUT_MS, undefined, { ref: false })]);
  return made;
}
