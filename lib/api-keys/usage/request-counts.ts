import 'server-only';
import type { ApiKeyActor } from '../../actor';
import { logger } from '../../logger';
import { onShutdown } from '../../shutdown';
import { addRequests, type RequestCount } from './store';

/** How long requests are counted in memory before they are added to the database's counts. */
const WRITE_EVERY_MS = 5_000;
/** Bounds the memory of a process that cannot write; requests with other keys are not counted then. */
const MAX_KEYS = 10_000;

let counts = new Map<string, RequestCount>();
let timer: NodeJS.Timeout | undefined;
/** The write that is under way: whether it went well. */
let writing: Promise<boolean> | undefined;

/**
 * Counts a request that was let in, without making it wait and without ever
 * failing it. A process that is killed takes the last seconds' counts along:
 * they are there to see how much a key is used, not to bill anybody.
 */
export function countKeyRequest({ userId, via }: ApiKeyActor): void {
  add({ apiKeyId: via.key.id, userId, requests: 1 });
}

function add({ apiKeyId, userId, requests }: RequestCount): void {
  const known = counts.get(apiKeyId);
  if (known) known.requests += requests;
  else if (counts.size < MAX_KEYS) counts.set(apiKeyId, { apiKeyId, userId, requests });
  timer ??= setTimeout(() => void flushRequestCounts(), WRITE_EVERY_MS).unref();
}

/**
 * Writes what was counted since the last time, and is done when all of it is written, what others have begun to
 * write among it. After a write that fails there is no second one: it would only fail as well, and a stop waits.
 */
export async function flushRequestCounts(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  while (writing !== undefined) if (!(await writing)) return;
  writing = write().finally(() => {
    writing = undefined;
  });
  await writing;
}

/** What cannot be written is counted on. */
async function write(): Promise<boolean> {
  const counted = [...counts.values()];
  counts = new Map();
  if (counted.length === 0) return true;
  try {
    await addRequests(counted);
    return true;
  } catch (error) {
    logger.warn({ error }, 'the requests of keys could not be counted; they will be');
    counted.forEach(add);
    return false;
  }
}

onShutdown(flushRequestCounts);
