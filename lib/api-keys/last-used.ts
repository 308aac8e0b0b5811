import 'server-only';
import { logger } from '../logger';
import { onShutdown } from '../shutdown';
import { type KeyUse, writeKeyUse } from './store';

/** "Last used" is exact for a key's first use and then to within this long. */
const PRECISION_MS = 60_000;

/** Uses that were not worth a write yet, by key; written at shutdown, or overtaken by a later write. */
const pending = new Map<string, KeyUse>();
/** Bounds the memory of a process that serves very many keys; the oldest notes go first. */
const PENDING_MAX = 10_000;
/** Keys with a write under way, so that a burst of first uses causes one. */
const writing = new Map<string, Promise<void>>();

/** Whether a use must be written, going by what the row says already. */
function isWorthWriting(lastUsedAt: Date | null, usedAt: Date): boolean {
  return lastUsedAt === null || usedAt.getTime() - lastUsedAt.getTime() >= PRECISION_MS;
}

/**
 * Notes that a key was used, without making the request wait and without ever
 * failing it. The row itself, just read, says whether a write is due; so
 * several processes together still write about once a minute per key.
 */
export function recordUse(use: KeyUse, lastUsedAt: Date | null): void {
  if (!isWorthWriting(lastUsedAt, use.usedAt) || writing.has(use.id)) {
    holdBack(use);
    return;
  }
  pending.delete(use.id);
  writing.set(
    use.id,
    write(use).finally(() => writing.delete(use.id)),
  );
}

function holdBack(use: KeyUse): void {
  pending.set(use.id, use);
  if (pending.size <= PENDING_MAX) return;
  const oldest = pending.keys().next();
  if (!oldest.done) pending.delete(oldest.value);
}

/** Finishes what is being written and writes what is still held back; called when the process is asked to stop. */
export async function flushUses(): Promise<void> {
  const uses = [...pending.values()];
  pending.clear();
  await Promise.all(writing.values());
  for (const use of uses) await write(use);
}

async function write(use: KeyUse): Promise<void> {
  try {
    await writeKeyUse(use);
  } catch (error) {
    logger.warn({ error, apiKeyId: use.id }, 'the last use of a key could not be written');
  }
}

onShutdown(flushUses);
